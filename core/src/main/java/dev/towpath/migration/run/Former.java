package dev.towpath.migration.run;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/// Working sessions that a run left on the server when it was killed or lost its connection: the
/// server notices that only when the statement ends, so they are ended.
final class Former {
  private static final Duration AGAIN = Duration.ofMillis(50);

  private Former() {}

  /// Ends them and waits until they are gone, or fails with `target-busy`.
  ///
  /// @param endNanos the limit, as [System#nanoTime] counts
  static void end(Connection connection, long endNanos) throws SQLException {
    int left = endOnce(connection);
    while (left > 0) {
      if (System.nanoTime() > endNanos) {
        throw Problem.of("target-busy", Exit.UNCHANGED, "A killed run still works on the server.")
            .because(left + " of its sessions did not end.")
            .leaving("Nothing was changed by this run.")
            .next(
                "End them: select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where application_name like 'towpath/run %'")
            .exception();
      }
      Pause.of(AGAIN);
      left = endOnce(connection);
    }
  }

  private static int endOnce(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select count(pg_terminate_backend(pid))
                from pg_stat_activity
                where application_name like 'towpath/run %'
                  and datname = current_database() and pid <> pg_backend_pid()
                """)) {
      row.next();
      return row.getInt(1);
    }
  }
}
