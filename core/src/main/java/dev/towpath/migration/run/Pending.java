package dev.towpath.migration.run;

import dev.towpath.migration.Migration;
import dev.towpath.migration.status.State;
import dev.towpath.migration.status.Status;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The migrations that are to run, in order, and what stands against it.
///
/// What the status calls an error forbids the run; there is one way on, for migrations that are
/// older than the newest applied one, if that was asked for.
record Pending(List<Migration> migrations, List<Finding> findings) {
  private static final Set<State> TO_RUN = Set.of(State.PENDING, State.FAILED);
  private static final String OUT_OF_ORDER = "out-of-order";

  /// Past scripts with it were run by Flyway; one that is to run here would run wrongly.
  private static final String MISREAD = "flyway-placeholder";

  static Pending of(PlanRequest request, TargetState state) {
    Status status =
        Status.of(
            request.layout(),
            request.files(),
            new Status.Known(state.applied(), state.digests(), state.intents()));
    List<Migration> migrations =
        status.migrations().stream()
            .filter(each -> TO_RUN.contains(each.state()))
            .flatMap(each -> each.file().stream())
            .toList();
    return new Pending(
        migrations,
        request.options().replay()
            ? List.of()
            : findings(status.findings(), migrations, request.options()));
  }

  private static List<Finding> findings(
      List<Finding> found, List<Migration> migrations, RunOptions options) {
    Set<String> files =
        migrations.stream().map(each -> each.up().file()).collect(Collectors.toSet());
    return found.stream()
        .filter(each -> each.severity() != Severity.NOTE)
        .map(each -> allowed(each, options))
        .map(each -> misreads(each, files) ? each.as(Severity.ERROR) : each)
        .toList();
  }

  private static boolean misreads(Finding finding, Set<String> files) {
    return finding.rule().equals(MISREAD)
        && finding.where().filter(where -> files.contains(where.file())).isPresent();
  }

  private static Finding allowed(Finding finding, RunOptions options) {
    return options.outOfOrder() && finding.rule().equals(OUT_OF_ORDER)
        ? finding.as(Severity.WARNING).help("It runs all the same, as was asked.")
        : finding.rule().equals(OUT_OF_ORDER)
            ? finding.help(finding.help() + " Or apply it all the same: --out-of-order")
            : finding;
  }
}
