package dev.towpath.rollback.freeze;

import dev.towpath.migration.history.OwnTables;
import dev.towpath.postgres.Blocker;
import dev.towpath.postgres.LockWatch;
import dev.towpath.postgres.OpenTarget;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/// Puts the guards on tables, each in its own short transaction. The lock that a guard needs is
/// granted once every transaction that has written to the table has ended; readers go on.
final class Drain {
  private static final Set<String> GIVES_WAY = Set.of("55P03", "40P01");
  private static final String NO_TABLE = "42P01";

  /// The first attempt at each table is short, so that one slow writer doesn't keep all others
  /// writing.
  private static final Duration FIRST = Duration.ofMillis(200);

  private static final Duration LOOK = Duration.ofMillis(50);

  private final FreezeSession session;
  private final OpenTarget target;
  private final FreezeRequest request;
  private final Set<Integer> ended = new HashSet<>();
  private List<Blocker> blockers = List.of();
  private Optional<Long> firstNanos = Optional.empty();

  Drain(FreezeSession session, OpenTarget target, FreezeRequest request) {
    this.session = session;
    this.target = target;
    this.request = request;
  }

  /// Guards tables until the patience is at its end, and gives those that are still open.
  List<ScopedTable> guard(List<ScopedTable> tables, long freeze) throws SQLException {
    long end = System.nanoTime() + request.patience().toNanos();
    session.lockTimeout(FIRST);
    List<ScopedTable> open = round(tables, freeze);
    if (open.isEmpty()) {
      return open;
    }
    session.lockTimeout(target.target().lockTimeout());
    try (Connection observer = target.connect("freeze watch")) {
      while (!open.isEmpty() && System.nanoTime() < end) {
        open = watched(observer, open, freeze);
      }
    }
    return open;
  }

  /// Who kept a table open when that was last seen.
  List<Blocker> blockers() {
    return blockers;
  }

  int ended() {
    return ended.size();
  }

  /// When the first table was guarded, as [System#nanoTime] counts.
  Optional<Long> firstNanos() {
    return firstNanos;
  }

  private List<ScopedTable> watched(Connection observer, List<ScopedTable> tables, long freeze)
      throws SQLException {
    int pid = session.connection().unwrap(PGConnection.class).getBackendPID();
    List<ScopedTable> open;
    try (LockWatch watch = LockWatch.start(observer, pid, LOOK)) {
      open = round(tables, freeze);
      blockers = watch.last();
    }
    if (!open.isEmpty() && request.endWriters()) {
      end(observer);
    }
    return open;
  }

  private List<ScopedTable> round(List<ScopedTable> tables, long freeze) throws SQLException {
    List<ScopedTable> open = new ArrayList<>();
    for (ScopedTable table : tables) {
      if (!guarded(table, freeze)) {
        open.add(table);
      }
    }
    return open;
  }

  private boolean guarded(ScopedTable table, long freeze) throws SQLException {
    OwnTables own = OwnTables.of(request.history().name());
    try {
      session.say(Guard.put(own, table.name(), freeze, table.owned()));
      firstNanos = Optional.of(firstNanos.orElseGet(System::nanoTime));
      return true;
    } catch (SQLException failure) {
      if (NO_TABLE.equals(failure.getSQLState())) {
        return true;
      }
      if (GIVES_WAY.contains(String.valueOf(failure.getSQLState()))) {
        return false;
      }
      throw failure;
    }
  }

  private void end(Connection observer) throws SQLException {
    Set<Integer> pids = blockers.stream().map(Blocker::pid).collect(Collectors.toSet());
    try (PreparedStatement terminate =
        observer.prepareStatement("select pg_terminate_backend(?)")) {
      for (int pid : pids) {
        terminate.setInt(1, pid);
        terminate.executeQuery().close();
        ended.add(pid);
      }
    }
  }
}
