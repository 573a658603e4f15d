package dev.towpath.cli;

import dev.towpath.migration.run.DataLoss;
import dev.towpath.migration.run.Group;
import dev.towpath.migration.run.Plan;
import dev.towpath.migration.run.PlannedMigration;
import dev.towpath.migration.run.PlannedStatement;
import dev.towpath.migration.run.WayBack;
import dev.towpath.report.Block;
import dev.towpath.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A plan as a report: each statement with the transaction that it runs in, the way back, a digest.
final class PlanReport {
  /// The characters of a statement that leave room for the other columns on a screen.
  private static final int SHOWN = 64;

  private PlanReport() {}

  static Report of(String kind, Plan plan) {
    Report report =
        Report.of(kind)
            .data("target", plan.target())
            .data("layout", plan.layout())
            .data("applied", plan.applied())
            .data("migrations", plan.migrations().stream().map(PlanReport::json).toList())
            .data("digest", plan.digest().printed());
    if (!plan.nothingToDo()) {
      List<Block.Row> rows = new ArrayList<>();
      plan.migrations().forEach(migration -> rows(rows, migration));
      report =
          report
              .block(new Block.Table(List.of("migration", "runs", "way back"), rows))
              .block(new Block.Facts(List.of(new Block.Fact("digest", plan.digest().printed()))));
    }
    return report.findings(plan.findings()).summary(summary(plan));
  }

  private static String summary(Plan plan) {
    if (plan.nothingToDo()) {
      return "nothing to do: %s applied".formatted(Counts.of(plan.applied(), "migration"));
    }
    int statements = plan.migrations().stream().mapToInt(m -> m.statements().size()).sum();
    long without = plan.migrations().stream().filter(m -> m.way() instanceof WayBack.None).count();
    return "%s, %s, %s"
        .formatted(
            Counts.of(plan.migrations().size(), "migration"),
            Counts.of(statements, "statement"),
            without == 0 ? "all can be undone" : without + " without a way back");
  }

  private static void rows(List<Block.Row> rows, PlannedMigration migration) {
    rows.add(
        new Block.Row(
            Block.Tone.PLAIN,
            List.of(migration.migration().title(), runs(migration), way(migration.way()))));
    int number = 0;
    for (Group group : migration.groups()) {
      number++;
      String done = number <= migration.done() ? "done before" : where(group, number, migration);
      for (PlannedStatement statement : group.statements()) {
        rows.add(new Block.Row(Block.Tone.FAINT, List.of("  " + brief(statement), done, "")));
      }
    }
  }

  private static String brief(PlannedStatement statement) {
    String brief = statement.brief();
    return brief.length() <= SHOWN ? brief : brief.substring(0, SHOWN - 1) + "…";
  }

  private static String runs(PlannedMigration migration) {
    boolean alone = single(migration) && !migration.atomic();
    String whole =
        migration.atomic() ? "in one transaction" : alone ? "outside a transaction" : "in steps";
    return migration.done() == 0 ? whole : "goes on, " + whole;
  }

  /// Whether one group holds all statements; another, empty one may record the history row.
  private static boolean single(PlannedMigration migration) {
    return migration.groups().stream().filter(group -> !group.statements().isEmpty()).count() == 1;
  }

  private static String where(Group group, int number, PlannedMigration migration) {
    return switch (group) {
      case Group.Together together ->
          migration.atomic() ? "" : "step " + number + ", in a transaction";
      case Group.Alone alone ->
          single(migration) ? "" : "step " + number + ", outside a transaction";
    };
  }

  private static String way(WayBack way) {
    return switch (way) {
      case WayBack.None none -> "none";
      case WayBack.Down(String file, List<DataLoss> losses) ->
          losses.isEmpty() ? "down script" : "down script, loses data";
    };
  }

  private static Map<String, @Nullable Object> json(PlannedMigration planned) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("version", planned.migration().version());
    json.put("name", planned.migration().name());
    json.put("file", planned.script().file());
    json.put("atomic", planned.atomic());
    json.put("stepsDone", planned.done());
    json.put("undo", undo(planned.way()));
    json.put("steps", planned.groups().stream().map(PlanReport::json).toList());
    return json;
  }

  private static @Nullable Object undo(WayBack way) {
    return switch (way) {
      case WayBack.None none -> null;
      case WayBack.Down(String file, List<DataLoss> losses) ->
          Map.of("file", file, "loses", losses.stream().map(DataLoss::sentence).toList());
    };
  }

  private static Map<String, Object> json(Group group) {
    return Map.of(
        "transaction",
        group instanceof Group.Together,
        "statements",
        group.statements().stream()
            .map(
                statement ->
                    Map.of(
                        "line", statement.where().position().line(),
                        "column", statement.where().position().column(),
                        "sql", statement.sql()))
            .toList());
  }
}
