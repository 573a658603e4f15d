package dev.towpath.release.step;

import dev.towpath.migration.history.OwnTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Notes on the target which steps of releases were done there, in the transactions that did them.
final class DoneOnTarget {
  private DoneOnTarget() {}

  /// Writes down in the open transaction that a step is done.
  ///
  /// @param mark the step's number; negative for its way back
  /// @return false if it was done before
  static boolean note(Connection connection, StepContext context, int mark) throws SQLException {
    String table = table(connection);
    String sql = "insert into " + table + " (release, step) values (?, ?) on conflict do nothing";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, context.run().release().key());
      insert.setInt(2, mark);
      return insert.executeUpdate() == 1;
    }
  }

  /// Whether a step was done, or with a negative mark its way back.
  static boolean has(Connection connection, StepContext context, int mark) throws SQLException {
    String sql = "select 1 from " + table(connection) + " where release = ? and step = ?";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, context.run().release().key());
      query.setInt(2, mark);
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  /// Beside the Supabase CLI's history, whose schema that tool leaves out of its dumps and diffs.
  private static String table(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean supabase = isThere(statement, "to_regnamespace('supabase_migrations')");
      String table = supabase ? "supabase_migrations.towpath_release_step" : "towpath.release_step";
      if (!isThere(statement, "to_regclass('" + table + "')")) {
        create(connection, table, supabase);
      }
      return table;
    }
  }

  /// Two releases may do so at once. It comes before all else of a step and is committed at once,
  /// so that nobody waits for the step's end.
  private static void create(Connection connection, String table, boolean supabase)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          OwnTables.of(supabase ? "supabase" : "").alone()
              + (supabase ? "" : "create schema if not exists towpath;")
              + "create table if not exists "
              + table
              + """
               (
                release text not null,
                step int not null,
                done timestamptz not null default now(),
                primary key (release, step)
              )
              """);
    }
    if (!connection.getAutoCommit()) {
      connection.commit();
    }
  }

  private static boolean isThere(Statement statement, String lookup) throws SQLException {
    try (ResultSet row = statement.executeQuery("select " + lookup + " is not null")) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
