package dev.towpath.cli;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;

/// Tells a person who interrupts a run in what state it leaves the database; the process would end
/// without a word.
final class Interruption implements AutoCloseable {
  private final Thread atExit;

  /// @param tell runs once if the process ends before this is closed
  Interruption(Runnable tell) {
    atExit = new Thread(tell, "towpath-interrupted");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  static Problem problem() {
    return Problem.of("interrupted", Exit.INTERRUPTED, "The run was interrupted.")
        .leaving(
            "What was committed before stays, with its row of the history; the transaction at work"
                + " is rolled back.")
        .next("Look with towpath status. The same command goes on from there.");
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The process ends already: it was told, or is being told.
    }
  }
}
