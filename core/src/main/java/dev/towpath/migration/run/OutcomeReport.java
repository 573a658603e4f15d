package dev.towpath.migration.run;

import dev.towpath.problem.Exit;
import dev.towpath.report.Block;
import dev.towpath.report.Finding;
import dev.towpath.report.Report;
import dev.towpath.report.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an apply or an undo did, as a report.
public final class OutcomeReport {
  private OutcomeReport() {}

  public static Report of(Outcome outcome) {
    boolean apply = outcome.plan().direction() == Plan.Direction.APPLY;
    return new Report(
        apply ? "apply" : "undo",
        Exit.FINE,
        data(outcome),
        outcome.done().isEmpty() ? List.of() : List.of(table(outcome)),
        warnings(outcome),
        Optional.empty(),
        summary(outcome, apply),
        apply && !outcome.done().isEmpty() ? "towpath verify" : "");
  }

  /// Errors would have forbidden the run.
  private static List<Finding> warnings(Outcome outcome) {
    return outcome.plan().findings().stream()
        .filter(finding -> finding.severity() == Severity.WARNING)
        .toList();
  }

  private static Map<String, @Nullable Object> data(Outcome outcome) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("target", outcome.plan().target());
    data.put("layout", outcome.plan().layout());
    data.put("plan", outcome.plan().digest().printed());
    data.put("migrations", outcome.done().stream().map(OutcomeReport::migration).toList());
    data.put("milliseconds", outcome.took().toMillis());
    return data;
  }

  private static Map<String, @Nullable Object> migration(Outcome.Done done) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("version", done.migration().version());
    data.put("name", done.migration().name());
    data.put("statements", done.statements());
    data.put("milliseconds", done.took().toMillis());
    return data;
  }

  private static Block table(Outcome outcome) {
    return new Block.Table(
        List.of("migration", "statements", "milliseconds"),
        outcome.done().stream().map(OutcomeReport::row).toList());
  }

  private static Block.Row row(Outcome.Done done) {
    return new Block.Row(
        Block.Tone.GOOD,
        List.of(
            done.migration().title(),
            String.valueOf(done.statements()),
            String.valueOf(done.took().toMillis())));
  }

  private static String summary(Outcome outcome, boolean apply) {
    if (outcome.done().isEmpty()) {
      return apply ? "nothing to apply" : "nothing to undo";
    }
    return Counted.of(outcome.done().size(), "migration")
        + (apply ? " applied in " : " undone in ")
        + outcome.took().toMillis()
        + " ms";
  }
}
