package dev.towpath.migration.run;

import dev.towpath.migration.history.Driver;
import dev.towpath.migration.history.History;
import dev.towpath.migration.history.TowpathSchema;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// The right of one run to change a target, held until it is closed.
///
/// A session of its own holds two advisory locks: Towpath's, and the one of the tool whose
/// history is written. It asks again and again instead of waiting inside the server, and is never
/// in a transaction, because a transaction that waits or idles would hold up CREATE INDEX
/// CONCURRENTLY in the very run that it waits for. A run that was killed may have left its
/// working session behind; whoever gets the locks ends that session and takes the next epoch.
final class Claim implements AutoCloseable {
  /// Towpath's advisory lock: the letters "towpath" as a number.
  static final long KEY = 0x746f7770617468L;

  /// What every working session's application name begins with; the epoch follows.
  static final String WORK = "run";

  private static final Duration ASK_AGAIN = Duration.ofMillis(100);
  private static final Duration TELL_AFTER = Duration.ofMillis(500);
  private static final Duration END_LIMIT = Duration.ofSeconds(30);

  private final Connection session;
  private final long epoch;

  private Claim(Connection session, long epoch) {
    this.session = session;
    this.epoch = epoch;
  }

  /// Waits for other runs as long as the patience lasts, then fails with `target-busy`.
  static Claim take(
      OpenTarget target, History history, String driver, Duration patience, RunListener listener)
      throws SQLException {
    Connection session = target.connectToWrite("lock");
    try {
      long end = System.nanoTime() + patience.toNanos();
      lock(session, KEY, "Another run of Towpath", end, listener);
      OptionalLong tool = history.lock(session);
      if (tool.isPresent()) {
        lock(session, tool.getAsLong(), "A run of " + history.name(), end, listener);
      }
      Former.end(session, System.nanoTime() + END_LIMIT.toNanos());
      return new Claim(session, prepare(session, history, driver));
    } catch (SQLException | RuntimeException failed) {
      session.close();
      throw failed;
    }
  }

  long epoch() {
    return epoch;
  }

  private static long prepare(Connection session, History history, String driver)
      throws SQLException {
    session.setAutoCommit(false);
    TowpathSchema.create(session, history.name());
    history.create(session);
    long epoch = Driver.take(session, history.name(), driver);
    session.commit();
    session.setAutoCommit(true);
    return epoch;
  }

  private static void lock(
      Connection session, long key, String holder, long endNanos, RunListener listener)
      throws SQLException {
    long start = System.nanoTime();
    boolean told = false;
    while (!tryLock(session, key)) {
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      if (System.nanoTime() + ASK_AGAIN.toNanos() > endNanos) {
        throw busy(holder, holder(session, key), waited);
      }
      if (!told && waited.compareTo(TELL_AFTER) > 0) {
        listener.hear(new RunEvent.Waiting("the target", holder(session, key), waited));
        told = true;
      }
      Pause.of(ASK_AGAIN);
    }
  }

  private static RuntimeException busy(String holder, Optional<String> who, Duration waited) {
    return Problem.of(
            "target-busy", Exit.UNCHANGED, holder + " is changing this database at the moment.")
        .because(
            who.map(words -> "The lock is held by " + words + ".").orElse("It holds the lock.")
                + " Waited "
                + waited.toSeconds()
                + " s.")
        .leaving("Nothing was changed by this run.")
        .next("Let the other run end, then run towpath apply again.")
        .exception();
  }

  private static boolean tryLock(Connection session, long key) throws SQLException {
    try (PreparedStatement statement = session.prepareStatement("select pg_try_advisory_lock(?)")) {
      statement.setLong(1, key);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private static Optional<String> holder(Connection session, long key) throws SQLException {
    try (PreparedStatement statement =
        session.prepareStatement(
            """
            select format('process %s (%s, %s) since %s UTC', a.pid, a.application_name, a.usename,
                          date_trunc('second', a.backend_start at time zone 'UTC'))
            from pg_locks l join pg_stat_activity a on a.pid = l.pid
            where l.locktype = 'advisory' and l.granted and l.objsubid = 1
              and l.database = (select oid from pg_database where datname = current_database())
              and (l.classid::bigint << 32) | l.objid::bigint = ?
            """)) {
      statement.setLong(1, key);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
      }
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (SQLException gone) {
      // The server has let go of the locks with the session.
    }
  }
}
