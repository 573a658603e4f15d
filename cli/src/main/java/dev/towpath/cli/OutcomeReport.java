package dev.towpath.cli;

import dev.towpath.migration.run.Outcome;
import dev.towpath.report.Block;
import dev.towpath.report.Finding;
import dev.towpath.report.Report;
import dev.towpath.report.Severity;
import java.util.List;
import java.util.Map;

/// What a run did, as a report.
final class OutcomeReport {
  private OutcomeReport() {}

  /// @param done the word for what was done: `applied`, `undone`
  static Report of(String kind, String done, Outcome outcome) {
    List<Finding> findings =
        outcome.plan().findings().stream()
            .filter(finding -> finding.severity() != Severity.ERROR)
            .toList();
    Report report =
        Report.of(kind)
            .data("target", outcome.plan().target())
            .data("layout", outcome.plan().layout())
            .data("plan", outcome.plan().digest().printed())
            .data("migrations", outcome.done().stream().map(OutcomeReport::json).toList())
            .data("durationMs", outcome.took().toMillis());
    if (!outcome.done().isEmpty()) {
      report = report.block(new Block.Table(List.of("migration", "", "took"), rows(done, outcome)));
    }
    return report.findings(findings).summary(summary(done, outcome));
  }

  private static List<Block.Row> rows(String done, Outcome outcome) {
    return outcome.done().stream()
        .map(
            one ->
                new Block.Row(
                    Block.Tone.GOOD,
                    List.of(one.migration().title(), done, Progress.words(one.took()))))
        .toList();
  }

  private static String summary(String done, Outcome outcome) {
    return outcome.done().isEmpty()
        ? "nothing to do"
        : "%s %s in %s"
            .formatted(
                Counts.of(outcome.done().size(), "migration"),
                done,
                Progress.words(outcome.took()));
  }

  private static Map<String, Object> json(Outcome.Done one) {
    return Map.of(
        "version", one.migration().version(),
        "name", one.migration().name(),
        "statements", one.statements(),
        "durationMs", one.took().toMillis());
  }
}
