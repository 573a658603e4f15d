package dev.towpath.release.step;

/// How a step is undone.
public sealed interface WayBack {
  /// It changes nothing that would have to be undone.
  record NotNeeded() implements WayBack {}

  /// Towpath undoes it.
  ///
  /// @param does how, as a short phrase
  record By(String does) implements WayBack {}

  /// Nobody can undo it, or nobody said how: a person signs for that.
  record None(String why) implements WayBack {}
}
