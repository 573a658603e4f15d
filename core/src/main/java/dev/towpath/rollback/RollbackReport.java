package dev.towpath.rollback;

import dev.towpath.problem.Exit;
import dev.towpath.report.Block;
import dev.towpath.report.Finding;
import dev.towpath.report.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A plan of a rollback as a report.
public final class RollbackReport {
  /// How many objects a line names.
  private static final int SHOWN = 4;

  private RollbackReport() {}

  public static Report of(RollbackPlan plan) {
    Report report =
        Report.of("rollback-plan")
            .data("target", plan.target())
            .data("newest", plan.newest())
            .data("to", plan.to())
            .data("assessed", plan.assessed())
            .data("steps", plan.steps().stream().map(RollbackReport::step).toList())
            .data("ways", plan.ways().stream().map(RollbackReport::way).toList())
            .data("chosen", plan.chosen().map(way -> way.means().toString()).orElse(null))
            .data("pointOfNoReturn", plan.pointOfNoReturn().orElse(null))
            .block(facts(plan));
    if (plan.nothingToDo()) {
      return report.summary("nothing to roll back");
    }
    for (Block block : blocks(plan)) {
      report = report.block(block);
    }
    return report
        .exit(plan.chosen().isPresent() ? Exit.FINE : Exit.REFUSED)
        .summary(
            plan.chosen()
                .map(way -> "the way back to " + plan.to() + ": " + name(way))
                .orElse("there is no way back to " + plan.to() + " but a new migration"))
        .next(plan.chosen().map(way -> next(plan, way)).orElse(""));
  }

  private static String next(RollbackPlan plan, Way way) {
    boolean cheapest = plan.ways().getFirst().equals(way);
    return "towpath rollback run --to "
        + plan.to()
        + (cheapest ? "" : " --by " + way.means())
        + (way.price().losesRows() ? " --accept-data-loss" : "")
        + " --yes "
        + plan.target();
  }

  private static Block facts(RollbackPlan plan) {
    List<Block.Fact> facts = new ArrayList<>();
    facts.add(new Block.Fact("target", plan.target()));
    facts.add(new Block.Fact("newest", plan.newest().isEmpty() ? "none" : plan.newest()));
    facts.add(new Block.Fact("back to", plan.to()));
    plan.assessed().forEach(said -> facts.add(new Block.Fact("found", said)));
    return new Block.Facts(facts);
  }

  private static List<Block> blocks(RollbackPlan plan) {
    List<Block.Row> steps = new ArrayList<>();
    for (RollbackStep step : plan.steps()) {
      steps.add(
          new Block.Row(
              tone(step),
              List.of(
                  step.migration().title(),
                  step.down().orElse("no down script"),
                  tried(step.trial()),
                  losses(step),
                  breaks(step.trial()))));
    }
    List<Block.Row> ways = new ArrayList<>();
    for (Way way : plan.ways()) {
      boolean chosen = plan.chosen().filter(way::equals).isPresent();
      ways.add(
          new Block.Row(
              way.open() ? chosen ? Block.Tone.GOOD : Block.Tone.PLAIN : Block.Tone.FAINT,
              List.of(name(way), access(way, chosen), time(way.price()), lost(way))));
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Table(List.of("step", "undone by", "tried", "loses", "code that breaks"), steps));
    blocks.add(new Block.Table(List.of("way", "", "time", "rows lost"), ways));
    List<Block.Fact> remarks = new ArrayList<>();
    for (Way way : plan.ways()) {
      String name = way.means().toString().replace('-', ' ');
      way.remarks().forEach(said -> remarks.add(new Block.Fact(name, said)));
    }
    remarks.add(
        new Block.Fact(
            "forward fix",
            "A new migration that mends it loses nothing; write and rehearse it first."));
    plan.pointOfNoReturn()
        .ifPresent(where -> remarks.add(new Block.Fact("point of no return", where + ".")));
    blocks.add(new Block.Facts(remarks));
    return blocks;
  }

  private static Block.Tone tone(RollbackStep step) {
    if (!step.undoable()) {
      return Block.Tone.BAD;
    }
    return step.losses().isEmpty() && step.trial().verdict() == Trial.Verdict.GOOD
        ? Block.Tone.GOOD
        : Block.Tone.WARNING;
  }

  private static String tried(Trial trial) {
    return switch (trial.verdict()) {
      case GOOD -> "good, " + words(trial.took());
      case DIFFERS -> "differs";
      case FAILED -> "failed";
      case UNTRIED -> "untried";
    };
  }

  private static String losses(RollbackStep step) {
    return step.losses().isEmpty()
        ? "nothing"
        : step.losses().stream()
            .map(Finding::message)
            .map(
                message ->
                    message.replaceFirst("^The down script ", "").replace(" would be lost.", ""))
            .reduce((a, b) -> a + "; " + b)
            .orElse("");
  }

  private static String breaks(Trial trial) {
    List<String> names = new ArrayList<>(trial.breaks().stream().limit(SHOWN).toList());
    if (trial.breaks().size() > SHOWN) {
      names.add((trial.breaks().size() - SHOWN) + " more");
    }
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private static String name(Way way) {
    return switch (way) {
      case Way.Down _ -> "down scripts";
      case Way.Restore restore ->
          way.means().toString().replace('-', ' ') + " " + restore.backup().id();
    };
  }

  private static String access(Way way, boolean chosen) {
    return switch (way.access()) {
      case OPEN -> chosen ? "chosen" : "open";
      case BY_HAND -> "by hand";
      case CLOSED -> "closed";
    };
  }

  private static String lost(Way way) {
    return way.access() == Way.Access.CLOSED
        ? ""
        : way.price().rowsLost().map(String::valueOf).orElse("not known");
  }

  private static String time(Way.Price price) {
    return price
        .time()
        .map(each -> (price.scaled() ? "about " : "") + words(each))
        .orElse("not measured");
  }

  private static String words(Duration duration) {
    long millis = duration.toMillis();
    return millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }

  private static Map<String, @Nullable Object> step(RollbackStep step) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("version", step.migration().version());
    json.put("name", step.migration().name());
    json.put("down", step.down().orElse(null));
    json.put("tried", step.trial().verdict().name().toLowerCase(Locale.ROOT));
    json.put("tookMs", step.trial().took().toMillis());
    json.put("why", step.trial().why());
    json.put("loses", step.losses().stream().map(Finding::message).toList());
    json.put("breaks", step.trial().breaks());
    return json;
  }

  private static Map<String, @Nullable Object> way(Way way) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("way", way.means().toString());
    json.put(
        "backup",
        switch (way) {
          case Way.Down _ -> null;
          case Way.Restore restore -> restore.backup().id().text();
        });
    json.put("access", way.access().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.put("timeMs", way.price().time().map(Duration::toMillis).orElse(null));
    json.put("timeScaled", way.price().scaled());
    json.put("rowsLost", way.price().rowsLost().orElse(null));
    json.put("remarks", way.remarks());
    return json;
  }
}
