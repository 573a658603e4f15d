package dev.towpath.rehearsal.rowsecurity;

import dev.towpath.postgres.Platform;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Who tries a table: the roles of the platform's API, or else those that the policies name.
final class Roles {
  private static final String ANYBODY = "towpath_anybody";

  private Roles() {}

  /// The visitors of each role, one for each user that it may have in its claims.
  static List<List<Visitor>> of(Connection connection, Platform platform, GuardedTable table)
      throws SQLException {
    return switch (platform) {
      case SUPABASE ->
          List.of(
              List.of(new Visitor("anon", Optional.empty(), false)),
              users("authenticated", false),
              users("service_role", true));
      case NONE -> named(connection, table);
    };
  }

  private static List<Visitor> users(String role, boolean bypasses) {
    return List.of(
        new Visitor(role, Optional.of(User.ANN), bypasses),
        new Visitor(role, Optional.of(User.BEN), bypasses));
  }

  private static final String GRANTED =
      """
      select distinct r.rolname
      from pg_class as c, aclexplode(c.relacl) as a join pg_roles as r on r.oid = a.grantee
      where c.oid = ? and a.grantee <> c.relowner and not r.rolsuper
      """;

  /// Besides the roles named, those with rights; where policies are for everybody and nobody is
  /// named, a role made for the purpose, which goes with the transaction.
  private static List<List<Visitor>> named(Connection connection, GuardedTable table)
      throws SQLException {
    Set<String> names = new TreeSet<>();
    table.policies().forEach(each -> names.addAll(each.roles()));
    names.remove("public");
    try (PreparedStatement select = connection.prepareStatement(GRANTED)) {
      select.setLong(1, table.oid());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          names.add(row.getString(1));
        }
      }
    }
    if (names.isEmpty()) {
      names.add(ANYBODY);
      makeAnybody(connection);
    }
    List<List<Visitor>> visitors = new ArrayList<>();
    for (String name : names) {
      visitors.add(users(name, bypasses(connection, name)));
    }
    return visitors;
  }

  private static void makeAnybody(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select exists (select from pg_roles where rolname = '" + ANYBODY + "')")) {
      row.next();
      if (!row.getBoolean(1)) {
        try (Statement create = connection.createStatement()) {
          create.execute("create role " + ANYBODY);
        }
      }
    }
  }

  static boolean bypasses(Connection connection, String role) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select rolbypassrls or rolsuper from pg_roles where rolname = ?")) {
      select.setString(1, role);
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /// Whether a role has the right that a command on a table needs.
  static boolean hasRight(Connection connection, String role, GuardedTable table, Command command)
      throws SQLException {
    String sql =
        command == Command.DELETE
            ? "select has_table_privilege(?, ?::oid, ?)"
            : "select has_any_column_privilege(?, ?::oid, ?)";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, role);
      select.setLong(2, table.oid());
      select.setString(3, command.word());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }
}
