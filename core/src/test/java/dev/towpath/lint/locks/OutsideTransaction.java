package dev.towpath.lint.locks;

import dev.towpath.postgres.DatabaseUrl;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs a statement that can't run in a transaction, which takes and gives back locks in between.
/// Ladders on all tables and the main one's indexes make it stop at each lock; a second session
/// looks each time.
final class OutsideTransaction implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int POLL_MILLIS = 2;
  private static final String READS = "pg_stat_user_tables";

  private final Connection worker;
  private final Connection observer;
  private final List<Ladder> ladders = new ArrayList<>();
  private final Trace trace = new Trace();
  private final Inventory before;
  private boolean concurrent;

  OutsideTransaction(DatabaseUrl database, Connection worker, LockForms forms) throws SQLException {
    this.worker = worker;
    observer = database.connect("towpath/locks-observer");
    before = Inventory.of(observer, forms.roles());
    for (Thing thing : before.things()) {
      if (thing.hasRows() || thing.role() == Role.INDEX) {
        ladders.add(new Ladder(database.connect("towpath/locks-ladder"), thing));
      }
    }
  }

  Observed observe(LockForms forms, LockForm form) throws Exception {
    concurrent = form.name().contains("concurrently");
    Statistics.report(worker, observer);
    Map<Long, Long> reads = Trace.reads(observer, READS);
    FutureTask<Void> running =
        new FutureTask<>(
            () -> {
              Backend.run(worker, form.statement());
              return null;
            });
    Thread.ofVirtual().start(running);
    try {
      watch(running);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException refusal) {
        return new Observed(List.of(), true, Optional.of(refusal.getSQLState()));
      }
      throw e;
    }
    Statistics.report(worker, observer);
    trace.scans(reads, Trace.reads(observer, READS), before);
    closeLadders();
    trace.files(before, Inventory.of(observer, forms.roles()));
    return new Observed(trace.holds(), true, Optional.empty());
  }

  private void watch(FutureTask<Void> running) throws Exception {
    Instant end = Instant.now().plus(LIMIT);
    while (Instant.now().isBefore(end)) {
      try {
        running.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        look();
      }
    }
    throw new IllegalStateException("The statement doesn't end.");
  }

  private void look() throws SQLException {
    List<Integer> blocking = blocking();
    List<Trace.Lock> locks = Trace.locks(observer, Backend.pid(worker));
    trace.locks(locks.stream().filter(this::isStopped).toList(), before);
    boolean forTransaction =
        locks.stream().anyMatch(lock -> !lock.granted() && !lock.type().equals("relation"));
    for (Ladder ladder : ladders) {
      if (blocking.contains(ladder.pid())) {
        if (forTransaction) {
          trace.effect(ladder.role(), Effect.WAIT);
          ladder.renew();
        } else {
          ladder.stepDown();
        }
      }
    }
  }

  /// Whether a ladder can stop such a lock. The others on indexes are held for an instant, and
  /// would be seen by chance; so is the lock in which CONCURRENTLY drops an index that nobody can
  /// see any more.
  private boolean isStopped(Trace.Lock lock) {
    boolean index =
        before.find(lock.catalog(), lock.oid()).map(thing -> thing.role().isIndex()).orElse(false);
    int strength = lock.mode().compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE);
    return !index || (concurrent ? strength == 0 : strength >= 0);
  }

  private List<Integer> blocking() throws SQLException {
    try (PreparedStatement select =
        observer.prepareStatement("select unnest(pg_blocking_pids(?))")) {
      select.setInt(1, Backend.pid(worker));
      List<Integer> pids = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          pids.add(row.getInt(1));
        }
      }
      return pids;
    }
  }

  private void closeLadders() throws SQLException {
    for (Ladder ladder : ladders) {
      ladder.close();
    }
  }

  @Override
  public void close() throws SQLException {
    closeLadders();
    observer.close();
  }
}
