package dev.towpath.release;

import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What was known when a release was planned, beside what its digest is made of: none of it voids
/// an approval.
///
/// @param reviewed when a person last read the runbook as a whole
/// @param rollBack the runbook's own way back; empty where the steps are undone in reverse
public record Beside(
    Optional<LocalDate> reviewed,
    List<Remark> remarks,
    List<Price> prices,
    List<BackStep> rollBack) {
  public static final Beside NOTHING =
      new Beside(Optional.empty(), List.of(), List.of(), List.of());

  /// Something that the people who approve should know.
  ///
  /// @param rule whose page tells more
  public record Remark(String rule, Severity severity, String message) {
    public static Remark of(Finding finding) {
      return new Remark(finding.rule(), finding.severity(), finding.message());
    }
  }

  /// What it costs to undo a step, or to do one of the way back.
  ///
  /// @param took how long that took the last time, in whichever release of the project
  /// @param loses what goes with it, as a short phrase
  public record Price(int step, Optional<Duration> took, String loses) {}

  /// One of the steps that go back.
  ///
  /// @param number of the release's, after those that go forth
  public record BackStep(int number, String name) {}

  /// The price of a step.
  public Optional<Price> price(int step) {
    return prices.stream().filter(each -> each.step() == step).findFirst();
  }
}
