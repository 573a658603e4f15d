package dev.towpath.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// SQL in one line, for tests: a session of its own each time, and any failure is the test's.
public final class Sql {
  private Sql() {}

  /// The first value of the first row, as text.
  public static String ask(DatabaseUrl url, String query) {
    try (Connection connection = url.connect("test")) {
      return ask(connection, query);
    } catch (SQLException failed) {
      throw new AssertionError(query, failed);
    }
  }

  public static String ask(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  public static void say(DatabaseUrl url, String... statements) {
    try (Connection connection = url.connect("test");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException failed) {
      throw new AssertionError(String.join("; ", statements), failed);
    }
  }
}
