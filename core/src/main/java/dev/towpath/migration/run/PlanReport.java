package dev.towpath.migration.run;

import dev.towpath.problem.Exit;
import dev.towpath.report.Block;
import dev.towpath.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A plan as a report.
public final class PlanReport {
  /// What it says of a migration that nothing undoes.
  public static final String NO_DOWN_SCRIPT = "no down script";

  /// What stands between a down script and what it takes away.
  public static final String WHICH = ", which ";

  private PlanReport() {}

  public static Report of(Plan plan) {
    boolean blocked = !plan.errors().isEmpty();
    return new Report(
        plan.direction() == Plan.Direction.APPLY ? "plan" : "undo-plan",
        blocked ? Exit.REFUSED : Exit.FINE,
        data(plan),
        blocks(plan),
        plan.findings(),
        Optional.empty(),
        summary(plan),
        next(plan, blocked));
  }

  private static Map<String, @Nullable Object> data(Plan plan) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("target", plan.target());
    data.put("layout", plan.layout());
    data.put("applied", plan.applied());
    data.put("digest", plan.digest().printed());
    data.put("migrations", plan.migrations().stream().map(PlanReport::migration).toList());
    return data;
  }

  private static Map<String, @Nullable Object> migration(PlannedMigration planned) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("version", planned.migration().version());
    data.put("name", planned.migration().name());
    data.put("file", planned.script().file());
    data.put("atomic", planned.atomic());
    data.put("done", planned.done());
    data.put("undo", wayBack(planned.way()));
    List<Map<String, @Nullable Object>> groups = new ArrayList<>();
    for (Group group : planned.groups()) {
      groups.add(group(group));
    }
    data.put("groups", groups);
    return data;
  }

  private static Map<String, @Nullable Object> group(Group group) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("transaction", group instanceof Group.Together);
    data.put("statements", group.statements().stream().map(PlanReport::statement).toList());
    return data;
  }

  private static Map<String, @Nullable Object> statement(PlannedStatement statement) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("line", statement.where().position().line());
    data.put("column", statement.where().position().column());
    data.put("sql", statement.sql());
    return data;
  }

  private static List<Block> blocks(Plan plan) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Facts(
            List.of(
                new Block.Fact("target", plan.target()),
                new Block.Fact("applied", String.valueOf(plan.applied())),
                new Block.Fact("digest", plan.digest().printed()))));
    for (PlannedMigration planned : plan.migrations()) {
      blocks.add(new Block.Text(title(planned)));
      blocks.add(new Block.Table(List.of("runs", "line", "statement"), rows(planned)));
    }
    return blocks;
  }

  private static String title(PlannedMigration planned) {
    return planned.migration().title()
        + " ("
        + planned.script().file()
        + "): "
        + steps(planned)
        + "; "
        + wayBack(planned.way());
  }

  /// A last group without a statement, for the history's row alone, is no step to a reader.
  private static String steps(PlannedMigration planned) {
    long steps = planned.groups().stream().filter(group -> !group.statements().isEmpty()).count();
    if (planned.atomic()) {
      return "one transaction";
    }
    return steps == 1 ? "one statement, in no transaction" : steps + " steps";
  }

  private static List<Block.Row> rows(PlannedMigration planned) {
    List<Block.Row> rows = new ArrayList<>();
    for (int index = 0; index < planned.groups().size(); index++) {
      Group group = planned.groups().get(index);
      boolean done = index < planned.done();
      String how = done ? "done" : runs(group, index);
      for (PlannedStatement statement : group.statements()) {
        String line = String.valueOf(statement.where().position().line());
        rows.add(
            new Block.Row(
                done ? Block.Tone.FAINT : Block.Tone.PLAIN, List.of(how, line, statement.brief())));
      }
    }
    return rows;
  }

  private static String runs(Group group, int index) {
    return switch (group) {
      case Group.Together together -> "transaction " + (index + 1);
      case Group.Alone alone -> "alone";
    };
  }

  static String wayBack(WayBack way) {
    return switch (way) {
      case WayBack.None none -> NO_DOWN_SCRIPT;
      case WayBack.Down down when down.losses().isEmpty() -> "undone by " + down.file();
      case WayBack.Down down ->
          "undone by "
              + down.file()
              + WHICH
              + String.join(", ", down.losses().stream().map(DataLoss::sentence).toList());
    };
  }

  private static String summary(Plan plan) {
    boolean apply = plan.direction() == Plan.Direction.APPLY;
    if (plan.migrations().isEmpty()) {
      String nothing = apply ? "nothing is pending" : "nothing to undo";
      return plan.errors().isEmpty()
          ? nothing
          : nothing + ", " + Counted.of(plan.errors().size(), "error");
    }
    int statements = plan.migrations().stream().mapToInt(each -> each.statements().size()).sum();
    return Counted.of(plan.migrations().size(), "migration")
        + (apply ? " to apply, " : " to undo, ")
        + Counted.of(statements, "statement")
        + ", "
        + Counted.of(plan.errors().size(), "error");
  }

  private static String next(Plan plan, boolean blocked) {
    if (blocked) {
      return "mend the errors, then plan again";
    }
    return plan.nothingToDo() || plan.direction() == Plan.Direction.UNDO
        ? ""
        : "towpath apply --plan " + plan.digest().printed();
  }
}
