package dev.towpath.rehearsal;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.ScratchServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// The role of a scratch server that stands for the target's. It may do everything while the state
/// before is made, and from then on what the target's may.
///
/// @param owner the URL of the role in the rehearsed database
/// @param superuser the URL of a superuser there, who is another role unless the target's is one
/// @param lessened whether it ceases to be a superuser once the state before is made
record StandIn(DatabaseUrl owner, DatabaseUrl superuser, boolean lessened) {
  private static final String SUPERUSER = "towpath_superuser";
  private static final String RENAMED = "towpath_cluster_owner";

  /// The scratch server's own roles.
  static StandIn none(DatabaseUrl owner, ScratchServer server) {
    return new StandIn(
        owner, server.superuserUrl().withDatabase(owner.database()), /* lessened= */ false);
  }

  /// A role like the target's. Where the cluster's superuser has its name but the target's is none,
  /// as at many hosts, that one is renamed.
  static StandIn of(RunnerRole role, DatabaseUrl owner, ScratchServer server) throws SQLException {
    DatabaseUrl superuser = server.superuserUrl().withDatabase(owner.database());
    String secret = owner.secret().orElseThrow();
    boolean cluster = role.name().equals(superuser.user());
    if (cluster && !role.superuser()) {
      superuser = otherSuperuser(superuser, secret);
    }
    // A platform's own role is there with all that it has.
    boolean there = role.superuser() ? cluster : !cluster && role.name().equals(owner.user());
    try (Connection connection = superuser.connect("towpath/prepare");
        Statement statement = connection.createStatement()) {
      if (!there) {
        make(role, secret, statement);
      }
      settings(role, connection);
      if (!there) {
        statement.execute("alter role " + quoted(role.name(), statement) + " superuser");
      }
      return new StandIn(
          owner.withUser(role.name(), secret), superuser, !there && !role.superuser());
    }
  }

  /// From now on the role may do what the target's may.
  void lessen() throws SQLException {
    if (lessened) {
      try (Connection connection = superuser.connect("towpath/prepare");
          Statement statement = connection.createStatement()) {
        statement.execute("alter role " + quoted(owner.user(), statement) + " nosuperuser");
      }
    }
  }

  /// Nobody can rename the role of its own session, nor take away what the cluster's owner is.
  private static DatabaseUrl otherSuperuser(DatabaseUrl first, String secret) throws SQLException {
    DatabaseUrl other = first.withUser(SUPERUSER, secret);
    try (Connection connection = first.connect("towpath/prepare");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create role "
              + SUPERUSER
              + " superuser login password "
              + statement.enquoteLiteral(secret));
    }
    try (Connection connection = other.connect("towpath/prepare");
        Statement statement = connection.createStatement()) {
      statement.execute("alter role " + quoted(first.user(), statement) + " rename to " + RENAMED);
    }
    return other;
  }

  private static void make(RunnerRole role, String secret, Statement statement)
      throws SQLException {
    String name = quoted(role.name(), statement);
    List<String> commands = new ArrayList<>();
    commands.add(
        (exists(role.name(), statement) ? "alter role " : "create role ")
            + name
            + " nosuperuser login password "
            + statement.enquoteLiteral(secret)
            + " "
            + String.join(" ", role.attributes()));
    for (RunnerRole.Membership each : role.memberships()) {
      commands.add(
          "grant "
              + quoted(each.role(), statement)
              + " to "
              + quoted(each.member(), statement)
              + (each.admin() ? " with admin option" : ""));
    }
    String database = quoted(statement.getConnection().getCatalog(), statement);
    commands.add(
        "alter database " + database + " owner to " + quoted(role.databaseOwner(), statement));
    if (role.createsInDatabase()) {
      commands.add("grant create on database " + database + " to " + name);
    }
    for (String command : commands) {
      statement.execute(command);
    }
    if (role.createsInPublic() && !role.superuser() && !createsInPublic(role, statement)) {
      statement.execute("grant create on schema public to " + name);
    }
  }

  private static boolean exists(String role, Statement statement) throws SQLException {
    return asked("select 1 from pg_roles where rolname = ?", role, statement);
  }

  private static boolean createsInPublic(RunnerRole role, Statement statement) throws SQLException {
    return asked(
        "select 1 where has_schema_privilege(?, 'public', 'CREATE')", role.name(), statement);
  }

  private static boolean asked(String query, String parameter, Statement statement)
      throws SQLException {
    try (PreparedStatement select = statement.getConnection().prepareStatement(query)) {
      select.setString(1, parameter);
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  /// A setting behind another of its name prevails.
  private static final String SET =
      """
      with place as (
        select case when ? then d.oid else 0 end as database,
          case when ? then r.oid else 0 end as role, array[?] as config
        from pg_database d, pg_roles r
        where d.datname = current_database() and r.rolname = ?),
      changed as (
        update pg_db_role_setting s set setconfig = s.setconfig || place.config from place
        where s.setdatabase = place.database and s.setrole = place.role returning 1)
      insert into pg_db_role_setting (setdatabase, setrole, setconfig)
      select database, role, config from place where not exists (select from changed)
      """;

  private static void settings(RunnerRole role, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set allow_system_table_mods = on");
    }
    try (PreparedStatement set = connection.prepareStatement(SET)) {
      for (RunnerRole.Setting each : role.settings()) {
        set.setBoolean(1, each.ofDatabase());
        set.setBoolean(2, each.ofRole());
        set.setString(3, each.text());
        set.setString(4, role.name());
        set.executeUpdate();
      }
    }
  }

  private static String quoted(String name, Statement statement) throws SQLException {
    return statement.enquoteIdentifier(name, true);
  }
}
