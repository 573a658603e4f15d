package dev.towpath.rollback;

import dev.towpath.migration.history.OwnTables;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The right of one process to roll a target back, held until it is closed.
final class RollbackLock implements AutoCloseable {
  /// The letters "rollback" as a number.
  private static final long KEY = 0x726f6c6c6261636bL;

  private final Connection session;
  private final RollbackRecord record;

  private RollbackLock(Connection session, RollbackRecord record) {
    this.session = session;
    this.record = record;
  }

  static RollbackLock take(OpenTarget target, String layout) throws SQLException {
    Connection session = target.connectToWrite("rollback");
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery("select pg_try_advisory_lock(" + KEY + ")")) {
      row.next();
      if (!row.getBoolean(1)) {
        throw Problem.of("target-busy", Exit.UNCHANGED, "Another process rolls this database back.")
            .leaving("Nothing was changed by this run.")
            .next("Let it end, then look: towpath status")
            .exception();
      }
      RollbackRecord record = new RollbackRecord(session, OwnTables.of(layout));
      record.createTable();
      return new RollbackLock(session, record);
    } catch (SQLException | RuntimeException failed) {
      session.close();
      throw failed;
    }
  }

  RollbackRecord record() {
    return record;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (SQLException gone) {
      // The server has let go of the lock with the session.
    }
  }
}
