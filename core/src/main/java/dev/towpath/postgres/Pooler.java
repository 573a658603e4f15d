package dev.towpath.postgres;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.postgresql.PGConnection;

/// Finds out whether a pooler stands in between that gives a session to another client after each
/// transaction: there a `set`, an advisory lock or a prepared statement is lost or hits a stranger.
///
/// A pooler invents the process id of its greeting, so one query tells that there is none. If there
/// may be one, a second client shows its mode: while the first one is connected but idle, only a
/// pooler in transaction mode gives the first one's server process to the second.
final class Pooler {
  private static final int TRIES = 3;
  private static final int ANSWER_SECONDS = 3;
  private static final int SUPABASE_TRANSACTION_PORT = 6543;
  private static final String APPLICATION = "towpath/pooler";

  private Pooler() {}

  /// A pooler of any mode: the server process isn't the one that greeted.
  static boolean isBetween(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getBackendPID() != process(connection).orElse(-1);
  }

  static boolean isInTransactionMode(Connection connection, DatabaseUrl url) throws SQLException {
    if (isKnown(url)) {
      return true;
    }
    Optional<Integer> first = process(connection);
    if (first.isEmpty()) {
      return true;
    }
    if (first.get() == connection.unwrap(PGConnection.class).getBackendPID()) {
      return false;
    }
    // The answer to the first try is certain but for poolers that run as several processes.
    for (int tries = 0; tries < TRIES; tries++) {
      if (movesOn(connection, first.get(), url)) {
        return true;
      }
    }
    return false;
  }

  /// Products whose addresses tell it.
  private static boolean isKnown(DatabaseUrl url) {
    String host = url.host();
    boolean supabase = host.endsWith(".supabase.com") || host.endsWith(".supabase.co");
    boolean neon = host.endsWith(".neon.tech") && host.contains("-pooler.");
    return (supabase && url.port() == SUPABASE_TRANSACTION_PORT)
        || neon
        || url.parameters().getOrDefault("pgbouncer", "").equals("true");
  }

  private static boolean movesOn(Connection connection, int first, DatabaseUrl url)
      throws SQLException {
    try (Connection second = url.withConnectTimeout(ANSWER_SECONDS).connect(APPLICATION)) {
      second.setNetworkTimeout(Runnable::run, ANSWER_SECONDS * 1000);
      second.setAutoCommit(false);
      Optional<Integer> taken = process(second);
      if (taken.isEmpty() || taken.get() == first) {
        return true;
      }
      // The second one's transaction is open: in transaction mode the first one gets another now.
      boolean moved = process(connection).map(now -> now != first).orElse(true);
      second.rollback();
      return moved;
    } catch (SQLException | ProblemException e) {
      // No answer: the only server process is the first one's own, and stays it. A session.
      return false;
    }
  }

  /// The server process of a transaction of its own; empty if the pooler allows no transactions.
  private static Optional<Integer> process(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return Optional.of(row.getInt(1));
    } catch (SQLException e) {
      if (String.valueOf(e.getMessage()).contains("transaction blocks not allowed")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  static Problem refused(DatabaseUrl url) {
    return Problem.of(
            "pooler-transaction-mode",
            Exit.UNREACHABLE,
            "A pooler in transaction mode stands before " + url + ".")
        .because("Settings, locks and prepared statements don't outlive a transaction there.")
        .leaving("Nothing was changed.")
        .next(
            "Give the environment a second URL that leads past the pooler: direct:"
                + " postgresql://...");
  }
}
