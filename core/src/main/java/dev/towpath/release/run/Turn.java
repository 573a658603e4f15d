package dev.towpath.release.run;

import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState.Standing;
import java.util.Optional;

/// A point of a release that others hear of.
///
/// @param state in one word
/// @param words for people
/// @param back whether it goes back, or did
record Turn(RunEvent event, String state, String words, boolean back) {
  /// The turn that an event is, if it is one.
  ///
  /// @param first whether no driver had the release before
  /// @param back whether it was going back already
  static Optional<Turn> of(RunEvent event, boolean first, boolean back) {
    return switch (event.kind()) {
      case TAKEN ->
          first ? Optional.of(new Turn(event, "started", "starts", false)) : Optional.empty();
      case GOING_BACK ->
          Optional.of(new Turn(event, "back", "goes back: " + event.text("why"), true));
      case STEP_STOPPED, UNDO_STOPPED ->
          back && event.text("ignored").isEmpty()
              ? Optional.of(new Turn(event, "stopped", stopped(event), true))
              : Optional.empty();
      case ABORTED -> Optional.of(new Turn(event, "aborted", aborted(event, back), back));
      case ENDED -> Optional.of(ended(event, back));
      case PLANNED,
          APPROVED,
          STEP_BEGAN,
          STEP_WAITS,
          STEP_DONE,
          STEP_SKIPPED,
          STEP_RETRIED,
          UNDO_BEGAN,
          UNDO_DONE,
          DECIDED,
          TICKED,
          BASELINE,
          REGRESSION,
          ALERTED,
          PAUSED,
          RESUMED,
          RETROSPECTIVE,
          WRITTEN ->
          Optional.empty();
    };
  }

  private static String stopped(RunEvent event) {
    return "stopped on its way back and needs a person: " + RunLog.reason(event);
  }

  private static String aborted(RunEvent event, boolean back) {
    return "was aborted"
        + (back ? " on its way back; what is not undone stays: " : ": ")
        + event.text("reason");
  }

  private static Turn ended(RunEvent event, boolean back) {
    boolean done = event.text("standing").equals(Standing.DONE.name());
    return new Turn(event, "ended", done ? "is done" : "went back", back);
  }

  boolean isForPeople() {
    return back;
  }

  /// Whether people must act, or be ready to.
  boolean isBad() {
    return back && !isOver();
  }

  boolean isOver() {
    return event.kind() == RunEvent.Kind.ENDED;
  }

  /// Whether it stands among the changes of a service.
  boolean isChange() {
    return switch (state) {
      case "started", "back", "ended", "aborted" -> true;
      default -> false;
    };
  }
}
