package dev.towpath.release.runbook;

/// What happens to the release when a step stops.
public sealed interface OnFailure {
  /// It waits for a person.
  record Pause() implements OnFailure {}

  /// It goes back by itself.
  record RollBack() implements OnFailure {}

  /// It goes on.
  record Ignore(String reason) implements OnFailure {}
}
