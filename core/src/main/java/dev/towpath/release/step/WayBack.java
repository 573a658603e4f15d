package dev.towpath.release.step;

/// How a step is undone.
public sealed interface WayBack {
  /// Where nobody said what goes with it.
  String UNKNOWN = "nobody said";

  /// It changes nothing that would have to be undone.
  record NotNeeded() implements WayBack {}

  /// Towpath undoes it.
  ///
  /// @param does how, as a short phrase
  /// @param loses what goes with it, as a short phrase
  record By(String does, String loses) implements WayBack {
    /// One of which nobody said what goes with it.
    public By(String does) {
      this(does, UNKNOWN);
    }
  }

  /// Nobody can undo it, or nobody said how: a person signs for that.
  record None(String why) implements WayBack {}
}
