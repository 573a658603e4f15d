package dev.towpath.signal;

import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.ProblemException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Numbers from the environment's database, over one session that only reads. Thread-safe: one
/// query at a time.
final class Database implements AutoCloseable {
  private final Supplier<OpenTarget> target;
  private @Nullable OpenTarget open;
  private @Nullable Connection session;

  Database(Supplier<OpenTarget> target) {
    this.target = target;
  }

  /// The one number of a query's one row.
  synchronized double number(String query, Duration limit) throws NoNumber {
    try {
      Connection connection = session();
      // The server ends the statement; this is for a network that does not answer.
      connection.setNetworkTimeout(Runnable::run, 2 * (int) limit.toMillis());
      try (Statement statement = connection.createStatement()) {
        statement.execute("set local statement_timeout = " + limit.toMillis());
        return number(statement, query);
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      leave();
      throw new NoNumber("the query failed: " + e.getMessage());
    } catch (ProblemException e) {
      leave();
      throw new NoNumber(e.problem().what());
    }
  }

  private static double number(Statement statement, String query) throws SQLException, NoNumber {
    statement.setMaxRows(2);
    try (ResultSet row = statement.executeQuery(query)) {
      if (row.getMetaData().getColumnCount() != 1) {
        throw new NoNumber("the query gives more than one column");
      }
      if (!row.next()) {
        throw new NoNumber("the query gives no row: no data");
      }
      String text = row.getString(1);
      if (text == null) {
        throw new NoNumber("the query gives null: no data");
      }
      if (row.next()) {
        throw new NoNumber("the query gives more than one row");
      }
      return NoNumber.number(text);
    }
  }

  private Connection session() throws SQLException {
    Connection connection = session;
    if (connection == null || connection.isClosed()) {
      leave();
      OpenTarget opened = target.get();
      open = opened;
      connection = opened.connect("signal");
      session = connection;
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
    }
    return connection;
  }

  private void leave() {
    try {
      if (session != null) {
        session.close();
      }
    } catch (SQLException e) {
      // It is gone.
    }
    if (open != null) {
      open.close();
    }
    session = null;
    open = null;
  }

  @Override
  public synchronized void close() {
    leave();
  }
}
