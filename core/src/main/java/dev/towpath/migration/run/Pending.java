package dev.towpath.migration.run;

import dev.towpath.migration.Migration;
import dev.towpath.migration.status.State;
import dev.towpath.migration.status.Status;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.util.List;
import java.util.Set;

/// The migrations that are to run, in order, and what stands against it.
///
/// What the status calls an error forbids the run; there is one way on, for migrations that are
/// older than the newest applied one, if that was asked for.
record Pending(List<Migration> migrations, List<Finding> findings) {
  private static final Set<State> TO_RUN = Set.of(State.PENDING, State.FAILED);
  private static final String OUT_OF_ORDER = "out-of-order";

  static Pending of(PlanRequest request, TargetState state) {
    Status status =
        Status.of(
            request.layout(),
            request.files(),
            new Status.Known(state.applied(), state.digests(), state.intents()));
    return new Pending(
        status.migrations().stream()
            .filter(each -> TO_RUN.contains(each.state()))
            .flatMap(each -> each.file().stream())
            .toList(),
        status.findings().stream()
            .filter(each -> each.severity() != Severity.NOTE)
            .map(each -> allowed(each, request.options()))
            .toList());
  }

  private static Finding allowed(Finding finding, RunOptions options) {
    return options.outOfOrder() && finding.rule().equals(OUT_OF_ORDER)
        ? finding.as(Severity.WARNING).help("It runs all the same, as was asked.")
        : finding.rule().equals(OUT_OF_ORDER)
            ? finding.help(finding.help() + " Or apply it all the same: --out-of-order")
            : finding;
  }
}
