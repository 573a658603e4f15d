package dev.towpath.release.worker;

import dev.towpath.release.journal.RunState;
import java.time.Instant;
import java.util.Optional;

/// What a worker does with a release that nobody drives. Told by the journal alone.
sealed interface Look {
  /// There is something to do.
  record Drive() implements Look {}

  /// It waits for people, or for a time.
  record Wait(Optional<Instant> until) implements Look {}

  /// Nothing is done before a person says more, which makes it due again.
  record Rest() implements Look {}

  static Look at(RunState run, Instant now) {
    return switch (run.standing()) {
      // What was planned begins when a person starts it.
      case PLANNED, PAUSED, STOPPED, DONE, ABORTED -> new Rest();
      // Who took it back may have ended before it wrote what people read of that.
      case ROLLED_BACK -> run.isUnwritten() ? new Drive() : new Rest();
      case RUNNING, ROLLING_BACK ->
          run.waiting()
              .map(step -> until(run, step))
              // Its triggers are looked at while it waits.
              .filter(_ -> !run.isGuarded())
              .filter(until -> until.isEmpty() || now.isBefore(until.get()))
              .<Look>map(Wait::new)
              .orElseGet(Drive::new);
    };
  }

  private static Optional<Instant> until(RunState run, int step) {
    return Optional.ofNullable(run.step(step).told().get("until"))
        .map(until -> Instant.parse(until.toString()));
  }
}
