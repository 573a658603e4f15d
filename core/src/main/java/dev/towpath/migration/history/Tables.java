package dev.towpath.migration.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.Set;

/// Looks up tables by name, without failing the caller's transaction where one is missing.
final class Tables {
  private Tables() {}

  /// Whether a relation of this name can be seen; the name is quoted where it must be.
  static boolean exists(Connection connection, String name) throws SQLException {
    return !columns(connection, name).isEmpty();
  }

  /// The columns of a relation in their order; none where there is no such relation.
  static Set<String> columns(Connection connection, String name) throws SQLException {
    Set<String> columns = new LinkedHashSet<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select attname
            from pg_catalog.pg_attribute
            where attrelid = pg_catalog.to_regclass(?) and attnum > 0 and not attisdropped
            order by attnum
            """)) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          columns.add(row.getString(1));
        }
      }
    }
    return columns;
  }

  /// A table in the schema that this connection makes its tables in, quoted where it must be.
  ///
  /// A script may have set another `search_path`: that is undone first.
  static String inOwnSchema(Connection connection, String table) throws SQLException {
    return quoted(connection, "quote_ident(%s)") + "." + table;
  }

  /// The name of the schema that this connection makes its tables in, as it is.
  static String ownSchema(Connection connection) throws SQLException {
    return quoted(connection, "%s");
  }

  private static String quoted(Connection connection, String form) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("reset search_path");
      try (ResultSet row =
          statement.executeQuery(
              "select " + form.formatted("coalesce(current_schema(), 'public')"))) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
