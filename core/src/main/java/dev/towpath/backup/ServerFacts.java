package dev.towpath.backup;

import dev.towpath.backup.Manifest.AppliedMigration;
import dev.towpath.backup.Manifest.Origin;
import dev.towpath.migration.history.Applied;
import dev.towpath.migration.history.History;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a manifest says about the server and the database.
final class ServerFacts {
  private ServerFacts() {}

  /// Reads it in the caller's transaction. Where a hosting product keeps the control file to
  /// itself, the system identifier is empty and the timeline 0.
  static Origin origin(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select current_setting('server_version'),
                  current_setting('server_version_num')::int / 10000,
                  current_database(), current_setting('server_encoding'),
                  pg_database_size(current_database()),
                  case when pg_is_in_recovery() then pg_last_wal_replay_lsn()
                    else pg_current_wal_lsn() end::text,
                  has_function_privilege('pg_control_system()', 'execute')
                    and has_function_privilege('pg_control_checkpoint()', 'execute')
                """)) {
      row.next();
      boolean open = row.getBoolean(7);
      return new Origin(
          row.getString(1).split(" ", 2)[0],
          row.getInt(2),
          open ? one(connection, "select system_identifier::text from pg_control_system()") : "",
          row.getString(3),
          row.getString(4),
          row.getString(6),
          open
              ? Long.parseLong(
                  one(connection, "select timeline_id::text from pg_control_checkpoint()"))
              : 0,
          row.getLong(5));
    }
  }

  /// The transactions that the caller's snapshot sees.
  static String snapshot(Connection connection) throws SQLException {
    return one(connection, "select pg_current_snapshot()::text");
  }

  static List<AppliedMigration> migrations(Connection connection, Optional<History> history)
      throws SQLException {
    if (history.isEmpty()) {
      return List.of();
    }
    List<AppliedMigration> migrations = new ArrayList<>();
    for (Applied applied : history.get().read(connection)) {
      switch (applied.state()) {
        case APPLIED, BASELINE ->
            migrations.add(new AppliedMigration(applied.version(), applied.name()));
        case FAILED, UNDONE -> {}
      }
    }
    return List.copyOf(migrations);
  }

  static String one(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
