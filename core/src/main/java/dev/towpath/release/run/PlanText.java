package dev.towpath.release.run;

import dev.towpath.config.DurationWord;
import dev.towpath.problem.Exit;
import dev.towpath.release.Beside;
import dev.towpath.release.Release;
import dev.towpath.release.Release.PlannedStep;
import dev.towpath.release.journal.RunState;
import dev.towpath.report.Block;
import dev.towpath.report.Finding;
import dev.towpath.report.Report;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A planned release as a report: what will be done, the way back and its price, who must approve.
/// Its tables fit a hundred columns.
public final class PlanText {
  private PlanText() {}

  /// What people read before they approve.
  public static Report of(RunState run) {
    Release release = run.release();
    return RunReport.head("release plan", run)
        .data("reviewed", release.beside().reviewed().map(LocalDate::toString).orElse(null))
        .data("rollbackWhen", release.rollbackWhen())
        .data("steps", release.steps().stream().map(step -> data(release, step)).toList())
        .block(new Block.Table(List.of("", "at", "owner", "step", "does"), steps(release)))
        .block(new Block.Text("The way back, and what it costs:"))
        .block(wayBack(release))
        .block(new Block.Text(noReturn(release) + required(release) + triggers(release)))
        .findings(findings(release.beside()))
        // What people should know holds up nothing: an emergency least of all.
        .exit(Exit.FINE)
        .summary(release.steps().size() + " steps, class " + release.releaseClass().word())
        .next("towpath release start " + release.id());
  }

  private static List<Block.Row> steps(Release release) {
    List<Block.Row> rows = new ArrayList<>();
    for (PlannedStep step : release.steps()) {
      rows.add(
          new Block.Row(
              Block.Tone.PLAIN,
              List.of(
                  "" + step.number(),
                  step.at().orElse(""),
                  step.owner().orElse(""),
                  step.name(),
                  step.does().equals(step.name()) ? "" : step.does())));
    }
    return rows;
  }

  private static Block wayBack(Release release) {
    boolean own = !release.beside().rollBack().isEmpty();
    return new Block.Table(
        List.of("", own ? "step" : "undone by", "last took", "loses"),
        own ? rollBack(release) : back(release));
  }

  /// The runbook's own steps, in their order.
  private static List<Block.Row> rollBack(Release release) {
    List<Block.Row> rows = new ArrayList<>();
    for (Beside.BackStep step : release.beside().rollBack()) {
      Optional<Beside.Price> price = release.beside().price(step.number());
      rows.add(
          new Block.Row(
              Block.Tone.PLAIN,
              List.of(
                  "" + step.number(),
                  step.name(),
                  price
                      .flatMap(Beside.Price::took)
                      .map(_ -> took(price.get()))
                      .orElse("never done"),
                  price.map(Beside.Price::loses).orElse(""))));
    }
    return rows;
  }

  private static List<Block.Row> back(Release release) {
    List<Block.Row> rows = new ArrayList<>();
    for (PlannedStep step : release.steps().reversed()) {
      if (step.undoable() || step.wayBack().isEmpty()) {
        Optional<Beside.Price> price = release.beside().price(step.number());
        rows.add(
            new Block.Row(
                step.wayBack().isEmpty() ? Block.Tone.WARNING : Block.Tone.PLAIN,
                List.of(
                    "" + step.number(),
                    step.wayBack().orElse("NOTHING"),
                    price.map(PlanText::took).orElse(""),
                    price.map(Beside.Price::loses).orElse(""))));
      }
    }
    return rows;
  }

  /// How long undoing took when it was last done.
  static String took(Beside.Price price) {
    return price
        .took()
        .map(time -> DurationWord.of(Duration.ofSeconds(Math.max(1, time.toSeconds()))))
        .orElse("never undone");
  }

  private static List<Finding> findings(Beside beside) {
    return beside.remarks().stream()
        .map(each -> Finding.of(each.rule(), each.severity(), each.message()))
        .toList();
  }

  private static String triggers(Release release) {
    return release.rollbackWhen().isEmpty()
        ? ""
        : "\nIt goes back by itself when: " + String.join("; ", release.rollbackWhen()) + ".";
  }

  /// Variables by name, never their values.
  private static String required(Release release) {
    String names = release.bound().getOrDefault("required variables", "");
    return names.isEmpty() ? "" : " Required variables, all present: " + names + ".";
  }

  private static String noReturn(Release release) {
    return release
        .pointOfNoReturn()
        .map(
            step ->
                "Point of no return: step "
                    + step.number()
                    + " ("
                    + step.name()
                    + "). Nobody said how it is undone.")
        .orElse("Every step has a way back.");
  }

  private static Map<String, @Nullable Object> data(Release release, PlannedStep step) {
    Optional<Beside.Price> price = release.beside().price(step.number());
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("number", step.number());
    data.put("kind", step.kind());
    data.put("name", step.name());
    data.put("does", step.does());
    data.put("owner", step.owner().orElse(null));
    data.put("at", step.at().orElse(null));
    data.put("wayBack", step.wayBack().orElse(null));
    data.put("lastTookMs", price.flatMap(Beside.Price::took).map(Duration::toMillis).orElse(null));
    data.put("loses", price.map(Beside.Price::loses).orElse(null));
    data.put("items", step.items());
    return data;
  }
}
