package dev.towpath.release.worker;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.towpath.control.Control;
import dev.towpath.release.run.Due;
import dev.towpath.release.run.Journal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;

/// Drives the releases of one project that are due, several at a time, until it is closed.
///
/// A release comes to a worker when a person left it to workers, said something to it, or when its
/// driver died. What is planned and never started stays so. Thread-safe.
public final class Worker implements AutoCloseable {
  /// So many releases are driven by one worker at a time. Each needs sessions on the control
  /// database and on the target, which have 100 for everybody by default.
  private static final int MOST_RELEASES = 8;

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  /// A worker that was not heard of for so many heartbeats is dead; db-scheduler allows no less.
  private static final int MISSED = 4;

  /// How long steps at work have to end when a worker is closed; then they are interrupted.
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final AtomicBoolean closing = new AtomicBoolean();
  private final Scheduler scheduler;

  /// Begins at once.
  public Worker(
      Control control, Journal journal, Crew crew, WorkerListener listener, InstantSource clock) {
    Watchman watchman = new Watchman(journal, crew, listener, clock, closing::get);
    Troubles troubles = new Troubles(control, listener);
    CustomTask<Void> task =
        Tasks.custom(Due.task(crew.served()), Void.class)
            .onDeadExecutionRevive()
            .onFailure(
                (done, row) -> {
                  String release = done.getExecution().taskInstance.getId();
                  done.getCause().ifPresent(why -> watchman.failed(release, why, troubles));
                  row.reschedule(done, watchman.pass(release));
                })
            .execute((release, _) -> after(watchman, release.getId()));
    this.scheduler =
        Scheduler.create(control.sessions(), task)
            .tableName(Due.TABLE)
            .addSchedulerListener(troubles)
            .schedulerName(new SchedulerName.Fixed(crew.driver() + " " + UUID.randomUUID()))
            // Bounded itself: the scheduler hands over three times as many as it has threads.
            .executorService(Executors.newFixedThreadPool(MOST_RELEASES, threads(troubles)))
            .threads(MOST_RELEASES)
            .pollingInterval(POLL)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED)
            .shutdownMaxWait(GRACE)
            .build();
    scheduler.start();
  }

  /// A release that can't be taken ends its thread in the scheduler, which is no matter: it is due
  /// still.
  private static ThreadFactory threads(Troubles troubles) {
    return Thread.ofVirtual().uncaughtExceptionHandler((_, _) -> troubles.look()).factory();
  }

  private static CompletionHandler<Void> after(Watchman watchman, String release) {
    try {
      return watchman
          .look(release)
          .<CompletionHandler<Void>>map(next -> (done, row) -> row.reschedule(done, next))
          .orElse(
              (_, row) -> {
                row.remove();
                // What was said in the meantime could not make it due: its row was taken.
                watchman.lookOnceMore(release);
              });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return (done, row) -> row.reschedule(done, watchman.soon());
    }
  }

  /// Lets each driver end its step, as far as it does so in time, and gives its releases up.
  @Override
  public void close() {
    if (closing.compareAndSet(false, true)) {
      scheduler.stop();
    }
  }
}
