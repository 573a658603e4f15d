package dev.towpath.release.step;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.report.Finding;
import dev.towpath.report.Report;
import dev.towpath.report.Severity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What came of a step.
public sealed interface StepResult {
  /// It did what it had to.
  ///
  /// @param evidence what it proved, as JSON values
  record Done(Map<String, @Nullable Object> evidence) implements StepResult {}

  /// A gate says no, or it failed.
  ///
  /// @param evidence what is known all the same
  record Stopped(Problem problem, Map<String, @Nullable Object> evidence) implements StepResult {}

  /// It goes on when somebody did something, or at a time; it is asked again then.
  ///
  /// @param what it waits for, as a short phrase
  record Waiting(String what, Optional<Instant> until) implements StepResult {}

  /// The release must go back.
  ///
  /// @param evidence what led to it
  record GoBack(String why, Map<String, @Nullable Object> evidence) implements StepResult {}

  static StepResult done() {
    return new Done(Map.of());
  }

  static StepResult stopped(Problem problem) {
    return new Stopped(problem, Map.of());
  }

  /// What a command of Towpath said, as a step's result.
  static StepResult of(Report report) {
    if (report.exit() == Exit.FINE) {
      return new Done(report.data());
    }
    return new Stopped(report.problem().orElseGet(() -> problem(report)), report.data());
  }

  private static Problem problem(Report report) {
    Problem problem =
        Problem.of("step-refused", report.exit(), "towpath " + report.kind() + " says no.")
            .because(report.summary())
            .next("Run it alone to read all of it: towpath " + report.kind());
    return report.findings().stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .findFirst()
        .map(first -> at(problem, first))
        .orElse(problem);
  }

  private static Problem at(Problem problem, Finding first) {
    Problem why = problem.because(first.message());
    return first.where().map(why::at).orElse(why);
  }
}
