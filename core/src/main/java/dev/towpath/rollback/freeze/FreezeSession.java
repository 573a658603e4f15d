package dev.towpath.rollback.freeze;

import dev.towpath.migration.history.OwnTables;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/// The session that freezes or thaws a target; one at a time does.
final class FreezeSession implements AutoCloseable {
  /// The letters "frozen" as a number.
  private static final long KEY = 0x66726f7a656eL;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration AGAIN = Duration.ofMillis(100);

  private final OpenTarget target;
  private final Connection connection;
  private final OwnTables tables;
  private final FreezeRecord record;

  private FreezeSession(OpenTarget target, Connection connection, OwnTables tables) {
    this.target = target;
    this.connection = connection;
    this.tables = tables;
    this.record = new FreezeRecord(connection, tables);
  }

  static FreezeSession open(OpenTarget target, OwnTables own) throws SQLException {
    Connection connection = target.connectToWrite("freeze");
    try {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (!lock(connection)) {
        if (System.nanoTime() > end) {
          throw busy().exception();
        }
        pause(AGAIN);
      }
      return new FreezeSession(target, connection, own);
    } catch (SQLException | RuntimeException failed) {
      connection.close();
      throw failed;
    }
  }

  OpenTarget target() {
    return target;
  }

  Connection connection() {
    return connection;
  }

  OwnTables tables() {
    return tables;
  }

  FreezeRecord record() {
    return record;
  }

  /// Runs statements of ours, or the application's switch: all in one transaction.
  void say(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }

  void lockTimeout(Duration limit) throws SQLException {
    say("set lock_timeout = " + limit.toMillis());
  }

  static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException asked) {
      throw interrupted(asked);
    }
  }

  static ProblemException interrupted(InterruptedException asked) {
    Thread.currentThread().interrupt();
    return Problem.of("interrupted", Exit.INTERRUPTED, "It was interrupted while it waited.")
        .leaving("Some tables may be guarded; towpath status says whether it is frozen.")
        .next("Go on with towpath freeze, or undo it with towpath thaw.")
        .exception(asked);
  }

  private static boolean lock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_try_advisory_lock(" + KEY + ")")) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static Problem busy() {
    return Problem.of(
            "target-busy",
            Exit.UNCHANGED,
            "Another run of Towpath is freezing, thawing or rolling back this database.")
        .because("Waited " + PATIENCE.toSeconds() + " s for it.")
        .leaving("Nothing was changed by this run.")
        .next("Let it end, then look: towpath status.");
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException gone) {
      // The server has let go of the lock with the session.
    }
  }
}
