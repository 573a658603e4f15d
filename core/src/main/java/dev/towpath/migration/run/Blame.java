package dev.towpath.migration.run;

import dev.towpath.problem.Problem;
import java.util.Optional;

/// Names the session that held the lock.
final class Blame {
  private Blame() {}

  static Problem on(Problem problem, Optional<String> blocker) {
    return blocker
        .map(words -> problem.because("The lock is held by " + words + "\n" + problem.why()))
        .orElse(problem);
  }
}
