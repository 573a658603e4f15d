package dev.towpath.backup.restore;

import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;

/// The end of a live server's write-ahead log, brought into its archive.
public final class WalTail {
  private static final Duration ARCHIVE_LIMIT = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofMillis(50);

  private WalTail() {}

  /// Ends the current segment behind a transaction that is later than all others, and waits until
  /// it is archived.
  ///
  /// @throws dev.towpath.problem.ProblemException with `wal-not-archived`
  public static void archive(OpenTarget live, Path archive)
      throws SQLException, InterruptedException {
    point(live, archive, "towpath " + UUID.randomUUID());
  }

  /// Writes a named restore point, and waits until it is archived.
  ///
  /// @return where it is, an LSN
  /// @throws dev.towpath.problem.ProblemException with `wal-not-archived`
  public static String point(OpenTarget live, Path archive, String name)
      throws SQLException, InterruptedException {
    try (Connection connection = live.superuserUrl().connect("towpath/restore-point");
        Statement statement = connection.createStatement()) {
      String literal = statement.enquoteLiteral(name);
      String place = one(statement, "select pg_create_restore_point(" + literal + ")::text");
      one(statement, "select pg_current_xact_id()::text");
      String segment = one(statement, "select pg_walfile_name(lsn) from pg_switch_wal() as lsn");
      long end = System.nanoTime() + ARCHIVE_LIMIT.toNanos();
      while (!Files.exists(archive.resolve(segment))) {
        if (System.nanoTime() > end) {
          throw stuck(statement, archive, segment).exception();
        }
        Thread.sleep(POLL);
      }
      return place;
    }
  }

  private static String one(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  private static Problem stuck(Statement statement, Path archive, String segment)
      throws SQLException {
    String failed = one(statement, "select coalesce(last_failed_wal, '') from pg_stat_archiver");
    String mode = one(statement, "show archive_mode");
    return Problem.of(
            "wal-not-archived",
            Exit.UNCHANGED,
            "The server's write-ahead log doesn't reach " + archive)
        .because(
            segment
                + " isn't there after "
                + ARCHIVE_LIMIT.toSeconds()
                + " s. archive_mode is "
                + mode
                + (failed.isEmpty() ? "." : ", and archiving " + failed + " failed."))
        .leaving("Nothing was changed.")
        .next("See that archive_mode is on and archive_command works: the server's log tells.");
  }
}
