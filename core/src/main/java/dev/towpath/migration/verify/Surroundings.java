package dev.towpath.migration.verify;

import dev.towpath.postgres.DatabaseUrl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What migrations find around their database and don't make themselves: its name, the roles of
/// its server, and where names are looked for.
///
/// @param roles without the ones that PostgreSQL itself brings
public record Surroundings(String database, String searchPath, Set<String> roles) {
  private static final String ROLES = "select rolname from pg_roles where rolname !~ '^pg_'";
  private static final String USUAL_PATH = "\"$user\", public";

  public static Surroundings of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select current_database(), current_setting('search_path')")) {
      row.next();
      return new Surroundings(row.getString(1), row.getString(2), roles(connection));
    }
  }

  /// Gives a scratch database the same surroundings. A role has no more than its name there, and
  /// the one that runs the migrations is a member of each, unless it is the superuser: that one
  /// needs no membership, and where a migration grants it to such a role, it must not have one.
  public void prepare(DatabaseUrl superuser, String user) throws SQLException {
    try (Connection connection = superuser.connect("towpath/prepare");
        Statement statement = connection.createStatement()) {
      Set<String> there = roles(connection);
      boolean mayAll = superuser.user().equals(user);
      List<String> commands = new ArrayList<>();
      for (String role : roles) {
        if (!there.contains(role)) {
          String name = statement.enquoteIdentifier(role, true);
          commands.add("create role " + name);
          if (!mayAll) {
            commands.add("grant " + name + " to " + statement.enquoteIdentifier(user, true));
          }
        }
      }
      if (!searchPath.equals(USUAL_PATH) && !searchPath.isEmpty()) {
        commands.add(
            "alter database "
                + statement.enquoteIdentifier(database, true)
                + " set search_path = "
                + searchPath);
      }
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  private static Set<String> roles(Connection connection) throws SQLException {
    Set<String> roles = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(ROLES)) {
      while (rows.next()) {
        roles.add(rows.getString(1));
      }
    }
    return roles;
  }
}
