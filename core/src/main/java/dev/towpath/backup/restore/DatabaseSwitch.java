package dev.towpath.backup.restore;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Puts a restored database into the place of the live one, which is kept under another name.
///
/// Both get their names in one transaction. It holds the live database so that no new session
/// enters while the old ones are ended: a crash at any moment leaves both as they were.
///
/// @param server a database of the server that is neither of the two
public record DatabaseSwitch(DatabaseUrl server, String live, String restored, String kept) {
  private static final Duration POLL = Duration.ofMillis(50);

  /// What will be done, a sentence each.
  public List<String> plan() {
    return List.of(
        "end all sessions of " + live,
        "rename "
            + live
            + " to "
            + kept
            + ", and "
            + restored
            + " to "
            + live
            + ", in one transaction",
        "nothing is dropped: " + kept + " stays until you drop it");
  }

  /// Puts the one into the place of the other.
  ///
  /// @return how many sessions were ended
  /// @throws dev.towpath.problem.ProblemException with `switch-failed`
  public int run() throws SQLException, InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger ended = new AtomicInteger();
    try (Connection connection = server.connect("towpath/switch");
        Connection other = server.connect("towpath/switch")) {
      connection.setAutoCommit(false);
      Thread ending =
          Thread.ofVirtual().name("towpath-switch").start(() -> end(other, over, ended));
      try {
        LiveDatabases.rename(connection, live, kept);
        LiveDatabases.rename(connection, restored, live);
        connection.commit();
        return ended.get();
      } catch (SQLException e) {
        throw failed(e).exception(e);
      } finally {
        over.set(true);
        ending.join();
      }
    }
  }

  /// Ends sessions until the renaming, which waits for that, is over.
  private void end(Connection other, AtomicBoolean over, AtomicInteger ended) {
    try (PreparedStatement terminate =
        other.prepareStatement(
            """
            select count(pg_terminate_backend(pid)) from pg_stat_activity
            where datname in (?, ?) and pid <> pg_backend_pid()
            """)) {
      terminate.setString(1, live);
      terminate.setString(2, restored);
      while (!over.get()) {
        try (ResultSet row = terminate.executeQuery()) {
          row.next();
          ended.addAndGet(row.getInt(1));
        }
        Thread.sleep(POLL);
      }
    } catch (SQLException e) {
      // Sessions that may not be ended make the renaming fail, and that says so.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Problem failed(SQLException e) {
    return Problem.of("switch-failed", Exit.UNCHANGED, live + " could not be replaced.")
        .because(String.valueOf(e.getMessage()))
        .leaving(live + " and " + restored + " are as they were; sessions may have been ended.")
        .next("End what keeps the database busy, then run the same command again.");
  }
}
