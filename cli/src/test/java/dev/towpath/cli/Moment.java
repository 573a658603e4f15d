package dev.towpath.cli;

import static org.awaitility.Awaitility.await;

import dev.towpath.release.journal.RunState;
import java.time.Duration;

/// A moment of a release at which a test does something.
final class Moment {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private Moment() {}

  /// Does something when a release has begun a step; the thread that waits for it.
  static Thread of(Staged staged, String release, String step, Staged.Deed deed) {
    return Thread.ofVirtual()
        .start(
            () -> {
              await()
                  .atMost(LIMIT)
                  .ignoreExceptions()
                  .until(() -> hasBegun(staged.state(release), step));
              try {
                deed.run();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
  }

  private static boolean hasBegun(RunState run, String step) {
    return run.release().steps().stream()
        .filter(each -> each.name().equals(step))
        .anyMatch(each -> run.attempts(each.number()) > 0);
  }
}
