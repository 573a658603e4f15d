package dev.towpath.release.worker;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType;
import dev.towpath.control.Control;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import dev.towpath.release.run.Due;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What keeps a worker from looking for releases, told once when it begins and once when it is
/// over. The scheduler itself would only say it into a log that nobody reads. Thread-safe.
final class Troubles extends AbstractSchedulerListener {
  private final Control control;
  private final WorkerListener listener;
  private final AtomicReference<@Nullable String> told = new AtomicReference<>();

  Troubles(Control control, WorkerListener listener) {
    this.control = control;
    this.listener = listener;
  }

  @Override
  public void onSchedulerEvent(SchedulerEventType event) {
    switch (event) {
      case UNEXPECTED_ERROR -> look();
      case RAN_EXECUTE_DUE -> over();
      case FAILED_HEARTBEAT,
          COMPLETIONHANDLER_ERROR,
          FAILUREHANDLER_ERROR,
          DEAD_EXECUTION,
          RAN_UPDATE_HEARTBEATS,
          RAN_DETECT_DEAD,
          FAILED_MULTIPLE_HEARTBEATS,
          UNRESOLVED_TASK -> {}
    }
  }

  /// The scheduler keeps to itself what was wrong; whoever asks the same hears it.
  void look() {
    try {
      control.transaction(Due::count);
    } catch (ProblemException e) {
      tell(e.problem());
    }
  }

  void tell(Problem problem) {
    if (!problem.code().equals(told.getAndSet(problem.code()))) {
      listener.waits(problem);
    }
  }

  private void over() {
    if (told.getAndSet(null) != null) {
      listener.goesOn();
    }
  }
}
