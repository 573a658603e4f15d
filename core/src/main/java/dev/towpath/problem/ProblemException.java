package dev.towpath.problem;

/// Carries a [Problem] to whoever renders it; the only exception for an expected failure.
public final class ProblemException extends RuntimeException {
  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.what());
    this.problem = problem;
  }

  ProblemException(Problem problem, Throwable cause) {
    super(problem.what(), cause);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
