package dev.towpath.release.run;

import dev.towpath.postgres.SessionGroup;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import dev.towpath.release.step.StepResult;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/// One try of a step on a thread of its own, watched meanwhile.
///
/// @param sessions the step's database sessions; their statements are cancelled when it must end
/// @param mayGoOn asked while the step runs; false ends it, as its failure does
record Attempt(SessionGroup sessions, BooleanSupplier mayGoOn) {
  private static final Duration POLL = Duration.ofMillis(500);

  /// How long a step that must end has for that.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Ended because it might not go on.
  static final class Ended extends Exception {
    private static final long serialVersionUID = 1L;
  }

  StepResult run(Callable<StepResult> step) throws Ended, InterruptedException {
    FutureTask<StepResult> task = new FutureTask<>(() -> sessions.call(step));
    Thread thread = Thread.ofPlatform().name("towpath-step").start(task);
    try {
      while (true) {
        try {
          return task.get(POLL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
          if (!mayGoOn.getAsBoolean()) {
            end(thread);
            throw new Ended();
          }
        }
      }
    } catch (ExecutionException e) {
      // An error, as of memory, ends the driver: what became of the step is found out by the next.
      // That a class of a user's jar doesn't fit would only be found again.
      if (e.getCause() instanceof Error error && !(error instanceof LinkageError)) {
        throw error;
      }
      return StepResult.stopped(problem(Optional.ofNullable(e.getCause()).orElse(e)));
    } catch (InterruptedException | RuntimeException e) {
      // Nobody looks after it any longer.
      end(thread);
      throw e;
    }
  }

  private void end(Thread thread) throws InterruptedException {
    thread.interrupt();
    sessions.cancel();
    if (!thread.join(PATIENCE)) {
      sessions.abort();
    }
  }

  private static Problem problem(Throwable fault) {
    if (fault instanceof ProblemException expected) {
      return expected.problem();
    }
    return Problem.of("step-fault", Exit.BUG, "The step failed in a way that it should not.")
        .because(String.valueOf(fault))
        .leaving("What it did so far is not known.")
        .next("Look at the environment; then retry or skip the step.");
  }
}
