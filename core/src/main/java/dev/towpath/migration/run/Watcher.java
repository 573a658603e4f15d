package dev.towpath.migration.run;

import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.ProblemException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks at the working session from outside while a statement lasts: who blocks it, how far an
/// index is, what it has to say. Opens its own session only when a statement has lasted for a
/// while, so that a run of short ones pays nothing. A failure to look never fails the run.
final class Watcher implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration END_LIMIT = Duration.ofSeconds(5);

  /// A statement that lasts longer is looked at; shorter than any sensible lock_timeout.
  private static final Duration PATIENCE = Duration.ofMillis(300);

  private final OpenTarget target;
  private final Session session;
  private final RunListener listener;
  private final Thread thread;
  private volatile boolean closed;
  private volatile Optional<String> blocker = Optional.empty();
  private @Nullable Connection looking;
  private long toldSince;

  Watcher(OpenTarget target, Session session, RunListener listener) {
    this.target = target;
    this.session = session;
    this.listener = listener;
    this.thread = Thread.ofVirtual().name("towpath-watcher").start(this::watch);
  }

  /// Who blocked the working session when it was last looked at, in words.
  Optional<String> blocker() {
    return blocker;
  }

  /// Forgets a blocker of an earlier attempt.
  void forget() {
    blocker = Optional.empty();
  }

  private void watch() {
    try {
      while (!closed) {
        Thread.sleep(TICK);
        Optional<Session.Running> running = session.running();
        if (running.isPresent()) {
          look(running.get());
        }
      }
    } catch (InterruptedException asked) {
      // The run is over.
    } finally {
      hangUp();
    }
  }

  private void look(Session.Running running) {
    Duration lasted = Duration.ofNanos(System.nanoTime() - running.sinceNanos());
    if (lasted.compareTo(PATIENCE) < 0) {
      return;
    }
    try {
      session.tellNotices(running.statement());
      Connection connection = connection();
      lookForBlocker(connection, running, lasted);
      lookAtIndex(connection);
    } catch (SQLException | ProblemException blind) {
      hangUp();
    }
  }

  private Connection connection() throws SQLException {
    Connection open = looking;
    if (open == null || open.isClosed()) {
      open = target.connect("watch");
      looking = open;
    }
    return open;
  }

  private void lookForBlocker(Connection connection, Session.Running running, Duration lasted)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select format('process %s (%s, %s), %s for %s: %s', a.pid,
                          coalesce(nullif(a.application_name, ''), 'no application name'),
                          a.usename, a.state,
                          date_trunc('second', clock_timestamp() - coalesce(a.xact_start,
                            a.query_start)),
                          regexp_replace(left(a.query, 200), '\\s+', ' ', 'g'))
            from unnest(pg_blocking_pids(?)) as blocking(pid)
            join pg_stat_activity a on a.pid = blocking.pid
            order by a.xact_start
            limit 1
            """)) {
      select.setInt(1, session.pid());
      try (ResultSet row = select.executeQuery()) {
        if (row.next()) {
          blocker = Optional.ofNullable(row.getString(1));
          tellOnce(running, lasted);
        }
      }
    }
  }

  private void tellOnce(Session.Running running, Duration lasted) {
    if (toldSince != running.sinceNanos()) {
      toldSince = running.sinceNanos();
      String what = "statement " + (running.statement().index() + 1);
      listener.hear(new RunEvent.Waiting(what, blocker, lasted));
    }
  }

  private void lookAtIndex(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select coalesce(index_relid::regclass::text, ''), phase,
                   case when blocks_total > 0 then blocks_done * 100 / blocks_total
                        when tuples_total > 0 then tuples_done * 100 / tuples_total end
            from pg_stat_progress_create_index
            where pid = ?
            """)) {
      select.setInt(1, session.pid());
      try (ResultSet row = select.executeQuery()) {
        if (row.next()) {
          int percent = row.getInt(3);
          Optional<Integer> known = row.wasNull() ? Optional.empty() : Optional.of(percent);
          listener.hear(new RunEvent.IndexProgress(row.getString(1), row.getString(2), known));
        }
      }
    }
  }

  private void hangUp() {
    Connection open = looking;
    looking = null;
    try {
      if (open != null) {
        open.close();
      }
    } catch (SQLException gone) {
      // It was only looking.
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(END_LIMIT);
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
  }
}
