package dev.towpath.migration.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Looks up tables by name, without failing the caller's transaction where one is missing.
final class Tables {
  private Tables() {}

  /// Whether a relation of this name can be seen; the name is quoted where it must be.
  static boolean exists(Connection connection, String name) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement("select to_regclass(?)")) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getString(1) != null;
      }
    }
  }
}
