package dev.towpath.migration.verify;

import dev.towpath.problem.Problem;

/// A migration could not be replayed: carried from the replay to whoever makes a finding of it.
final class ReplayFailed extends Exception {
  private final transient Problem problem;

  ReplayFailed(Problem problem, Throwable cause) {
    super(problem.what(), cause);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
