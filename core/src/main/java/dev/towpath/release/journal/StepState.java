package dev.towpath.release.journal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far a step is.
///
/// @param began when it was begun first
/// @param told the body of its last event: evidence, problem, or what it waits for
public record StepState(
    int number,
    Phase phase,
    Optional<Instant> began,
    Optional<Instant> ended,
    Map<String, @Nullable Object> told) {

  /// Where a step stands.
  public enum Phase {
    AHEAD,
    BEGUN,
    WAITING,
    DONE,
    STOPPED,
    SKIPPED,
    UNDOING,
    UNDONE,
    UNDO_STOPPED
  }

  static StepState ahead(int number) {
    return new StepState(number, Phase.AHEAD, Optional.empty(), Optional.empty(), Map.of());
  }

  StepState after(RunEvent event) {
    return switch (event.kind()) {
      case STEP_BEGAN -> at(Phase.BEGUN, event).since(event.at());
      case STEP_WAITS -> at(Phase.WAITING, event);
      case STEP_DONE -> at(Phase.DONE, event).until(event.at());
      case STEP_STOPPED -> at(Phase.STOPPED, event).until(event.at());
      case STEP_SKIPPED -> at(Phase.SKIPPED, event).until(event.at());
      case STEP_RETRIED ->
          at(phase == Phase.UNDO_STOPPED ? Phase.DONE : Phase.AHEAD, event).restarted();
      case UNDO_BEGAN -> at(Phase.UNDOING, event).restarted().since(event.at());
      case UNDO_DONE -> at(Phase.UNDONE, event).until(event.at());
      case UNDO_STOPPED -> at(Phase.UNDO_STOPPED, event).until(event.at());
      case PLANNED,
          APPROVED,
          TAKEN,
          DECIDED,
          TICKED,
          BASELINE,
          REGRESSION,
          ALERTED,
          PAUSED,
          RESUMED,
          ABORTED,
          GOING_BACK,
          ENDED,
          RETROSPECTIVE,
          WRITTEN ->
          this;
    };
  }

  private StepState at(Phase phase, RunEvent event) {
    return new StepState(number, phase, began, ended, event.body());
  }

  private StepState since(Instant at) {
    return new StepState(number, phase, began.or(() -> Optional.of(at)), Optional.empty(), told);
  }

  private StepState until(Instant at) {
    return new StepState(number, phase, began, Optional.of(at), told);
  }

  private StepState restarted() {
    return new StepState(number, phase, Optional.empty(), Optional.empty(), told);
  }

  /// Whether nothing is left to do in it on the way forward.
  public boolean settled() {
    return phase == Phase.DONE
        || phase == Phase.SKIPPED
        || (phase == Phase.STOPPED && told.get("ignored") != null);
  }
}
