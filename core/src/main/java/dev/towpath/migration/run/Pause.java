package dev.towpath.migration.run;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.time.Duration;

/// Sleeping, where an interruption ends the run as a problem.
final class Pause {
  private Pause() {}

  static void of(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      throw Problem.of("interrupted", Exit.INTERRUPTED, "The run was interrupted while it waited.")
          .leaving("The transaction at work was rolled back; what was committed before stays.")
          .next("towpath status says what is applied.")
          .exception(asked);
    }
  }
}
