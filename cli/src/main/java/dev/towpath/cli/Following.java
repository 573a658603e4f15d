package dev.towpath.cli;

import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.run.Driving;
import dev.towpath.release.run.Journal;
import dev.towpath.release.run.RunLog;
import dev.towpath.report.Visible;
import java.time.Duration;

/// Shows what happens to a release, wherever it is driven, until it ends or needs a person: on a
/// terminal its steps in place, elsewhere a line for each event.
record Following(Wiring wiring, Journal journal, ReleaseId release) {
  private static final Duration POLL = Duration.ofMillis(500);

  RunState toItsEnd() throws InterruptedException {
    return wiring.screen().errTerminal() ? drawn() : told();
  }

  private RunState drawn() throws InterruptedException {
    LiveRelease live = new LiveRelease(wiring, () -> journal.state(release));
    while (true) {
      RunState run = journal.state(release);
      live.draw(run);
      if (isOver(run)) {
        return run;
      }
      Thread.sleep(POLL);
    }
  }

  private RunState told() throws InterruptedException {
    int heard = 0;
    boolean driven = true;
    while (true) {
      RunState run = journal.state(release);
      run.events().stream()
          .skip(heard)
          .forEach(event -> wiring.say(RunLog.line(run.release(), event)));
      heard = run.events().size();
      Driving driving = journal.driving(release);
      if (driven && !driving.isNow() && run.standing().isMoving()) {
        wiring.say("driver: " + Visible.line(driving.words()));
      }
      driven = driving.isNow();
      if (isOver(run)) {
        return run;
      }
      Thread.sleep(POLL);
    }
  }

  private static boolean isOver(RunState run) {
    return switch (run.standing()) {
      case PLANNED, PAUSED, STOPPED, DONE, ROLLED_BACK, ABORTED -> true;
      case RUNNING, ROLLING_BACK ->
          run.waiting().filter(step -> run.step(step).told().get("until") == null).isPresent();
    };
  }
}
