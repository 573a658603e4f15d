package dev.towpath.release.journal;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One thing that happened to a release.
///
/// @param at by the clock of the control database's server
/// @param by who did it; of a driver the person who started it
/// @param step the step's number; 0 for the release as a whole
/// @param body JSON values
public record RunEvent(
    Instant at, String by, Kind kind, int step, Map<String, @Nullable Object> body) {

  /// In the body of one that goes back: who said so.
  public static final String PERSON = "person";

  /// What can happen.
  public enum Kind {
    PLANNED,
    APPROVED,
    TAKEN,
    STEP_BEGAN,
    STEP_WAITS,
    STEP_DONE,
    STEP_STOPPED,
    STEP_SKIPPED,
    STEP_RETRIED,
    UNDO_BEGAN,
    UNDO_DONE,
    UNDO_STOPPED,
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
    /// What people read of it was written, or can't be.
    WRITTEN;

    private static final String BEGIN = "release-";

    /// As it stands in the ledger: `release-step-began`.
    public String word() {
      return BEGIN + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Empty for an event that is not one of a run.
    public static Optional<Kind> of(String word) {
      return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
  }

  /// Who said that a release should go back; empty where it does so by itself, by what it saw. It
  /// need not be [#by]: a driver takes back what others decide.
  public Optional<String> person() {
    return Optional.of(text(PERSON)).filter(person -> !person.isEmpty());
  }

  public String text(String name) {
    return String.valueOf(body.getOrDefault(name, ""));
  }
}
