package dev.towpath.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Looks again and again who blocks a session while a statement of it runs. After a lock time-out
/// the waiting is over and nobody blocks any more: what was seen last is the answer then.
///
/// The connection is the watch's own until it is closed; closing the watch doesn't close it. A fast
/// statement costs nothing: the first look is one interval after the start.
public final class LockWatch implements AutoCloseable {
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread thread;
  private volatile List<Blocker> last = List.of();

  private LockWatch(Connection observer, int pid, Duration interval) {
    thread =
        Thread.ofVirtual().name("towpath-lock-watch").start(() -> look(observer, pid, interval));
  }

  /// Begins to watch a session.
  ///
  /// @param pid of the session's server process
  public static LockWatch start(Connection observer, int pid, Duration interval) {
    return new LockWatch(observer, pid, interval);
  }

  private void look(Connection observer, int pid, Duration interval) {
    try {
      while (!over.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        List<Blocker> now = Locks.blocking(observer, pid);
        if (!now.isEmpty()) {
          last = now;
        }
      }
    } catch (SQLException e) {
      // Who watches may lose the connection too: then there is nothing more to say than was seen.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Who blocked when that was last seen; empty if nobody was seen to.
  public List<Blocker> last() {
    return last;
  }

  /// Ends the looking; when it returns, the connection is free again.
  @Override
  public void close() {
    over.countDown();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
