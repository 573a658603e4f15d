package dev.towpath.rollback;

import java.time.Duration;
import java.util.List;

/// What came of running one down script on a scratch server, on the schema that it finds.
///
/// @param verdict whether it can be relied on
/// @param took on tables without the target's rows
/// @param why what failed, or what was not as before, a sentence each
/// @param breaks what stands now and won't, or won't as it is: code that uses it will fail
public record Trial(Verdict verdict, Duration took, List<String> why, List<String> breaks) {
  /// Whether a down script leads back.
  public enum Verdict {
    /// The schema was the one from before.
    GOOD,
    /// It ran, and the schema was another one.
    DIFFERS,
    FAILED,
    /// It could not be tried, or there is no down script.
    UNTRIED
  }

  static Trial untried(String why) {
    return new Trial(Verdict.UNTRIED, Duration.ZERO, List.of(why), List.of());
  }
}
