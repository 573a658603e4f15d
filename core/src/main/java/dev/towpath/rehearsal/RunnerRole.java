package dev.towpath.rehearsal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The role that runs migrations on a target, and what the server gives it: a rehearsal runs them
/// as such a role, so that what it may not do there fails here too.
///
/// @param attributes as `CREATE ROLE` has them, except for `SUPERUSER`
/// @param databaseOwner the name of the role that owns the target's database
/// @param createsInDatabase whether it may make schemas
/// @param createsInPublic whether it may make tables in the schema `public`
/// @param memberships of all roles of the server
/// @param settings of the role, of the database, and of both
public record RunnerRole(
    String name,
    boolean superuser,
    List<String> attributes,
    String databaseOwner,
    boolean createsInDatabase,
    boolean createsInPublic,
    List<Membership> memberships,
    List<Setting> settings) {

  /// @param admin whether the member may pass it on
  record Membership(String role, String member, boolean admin) {}

  /// A setting that a session begins with.
  ///
  /// @param text as the server keeps it: `name=value`
  record Setting(boolean ofDatabase, boolean ofRole, String text) {}

  public RunnerRole {
    attributes = List.copyOf(attributes);
    memberships = List.copyOf(memberships);
    settings = List.copyOf(settings);
  }

  private static final String ROLE =
      """
      select r.rolname, r.rolsuper, r.rolcreaterole, r.rolcreatedb, r.rolreplication,
        r.rolbypassrls, r.rolinherit, pg_get_userbyid(d.datdba),
        has_database_privilege(r.oid, d.oid, 'CREATE'),
        coalesce((select has_schema_privilege(r.oid, n.oid, 'CREATE')
          from pg_namespace n where n.nspname = 'public'), false)
      from pg_roles r, pg_database d
      where r.rolname = session_user and d.datname = current_database()
      """;

  /// Reads the role of a session.
  public static RunnerRole of(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ROLE);
        ResultSet row = select.executeQuery()) {
      row.next();
      return new RunnerRole(
          row.getString(1),
          row.getBoolean(2),
          attributes(row),
          row.getString(8),
          row.getBoolean(9),
          row.getBoolean(10),
          memberships(connection),
          settings(connection));
    }
  }

  private static List<String> attributes(ResultSet row) throws SQLException {
    List<String> words = List.of("createrole", "createdb", "replication", "bypassrls", "inherit");
    List<String> attributes = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      attributes.add((row.getBoolean(i + 3) ? "" : "no") + words.get(i));
    }
    return attributes;
  }

  private static final String MEMBERSHIPS =
      """
      select g.rolname, m.rolname, bool_or(a.admin_option)
      from pg_auth_members a
        join pg_roles g on g.oid = a.roleid join pg_roles m on m.oid = a.member
      where m.rolname !~ '^pg_'
      group by 1, 2 order by 1, 2
      """;

  private static List<Membership> memberships(Connection connection) throws SQLException {
    List<Membership> memberships = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(MEMBERSHIPS);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        memberships.add(new Membership(row.getString(1), row.getString(2), row.getBoolean(3)));
      }
    }
    return memberships;
  }

  /// Without those that name a library or a tablespace, which the scratch server has not.
  private static final String SETTINGS =
      """
      select s.setdatabase <> 0, s.setrole <> 0, text
      from pg_db_role_setting s, unnest(s.setconfig) text
      where s.setdatabase in (0, (select oid from pg_database where datname = current_database()))
        and s.setrole in (0, (select oid from pg_roles where rolname = session_user))
        and text !~ '^([a-z]+_preload_libraries|[a-z]+_tablespaces?)='
      order by s.setdatabase, s.setrole, text
      """;

  private static List<Setting> settings(Connection connection) throws SQLException {
    List<Setting> settings = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(SETTINGS);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        settings.add(new Setting(row.getBoolean(1), row.getBoolean(2), row.getString(3)));
      }
    }
    return settings;
  }
}
