package dev.towpath.release.run;

import dev.towpath.notify.Alarm;
import dev.towpath.notify.Message;
import dev.towpath.release.Beside;
import dev.towpath.release.Release;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.StepState;
import dev.towpath.release.runbook.AlertRule;
import dev.towpath.release.runbook.Runbook;
import dev.towpath.release.runbook.RunbookStep;
import dev.towpath.signal.Sparkline;
import dev.towpath.signal.condition.Condition;
import dev.towpath.signal.condition.Facts;
import dev.towpath.signal.condition.SampleEvidence;
import dev.towpath.signal.condition.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What people are told when the condition of an alert begins to hold, or is over: the release,
/// the step, the numbers with their chart, the way back and what it costs.
///
/// @param number of the rule, from 1
/// @param grounds the samples that say so
record Page(int number, AlertRule rule, boolean over, List<Verdict.Ground> grounds, Instant at) {
  private static final Set<StepState.Phase> NOTHING_TO_UNDO =
      Set.of(StepState.Phase.AHEAD, StepState.Phase.WAITING, StepState.Phase.UNDONE);

  /// Of its files.
  String name() {
    return "alert-%d-%s-%d".formatted(number, over ? "over" : "began", at.getEpochSecond());
  }

  Message message(
      RunState run, Runbook runbook, Facts facts, List<Map<String, @Nullable Object>> charts) {
    SortedMap<String, String> details = new TreeMap<>();
    step(run).ifPresent(step -> details.put("step", step));
    facts.series().values().stream()
        .filter(series -> rule.condition().leaves().anyMatch(leaf -> isOf(leaf, series.name())))
        .forEach(series -> details.put("signal " + series.name(), Sparkline.of(series)));
    charts.forEach(
        chart ->
            details.merge("chart", "" + chart.get("file"), (first, next) -> first + ", " + next));
    if (!over) {
      details.put("way back", wayBack(run, runbook));
      details.put("go back", "towpath release roll-back " + run.release().id() + " --reason WHY");
    }
    Release release = run.release();
    return new Message(
        release.id().text(),
        release.environment(),
        release.commit(),
        0,
        words(),
        Optional.of(new Alarm("alert-" + number, over, details)));
  }

  private String words() {
    return rule.condition().text() + (over ? ": over" : ": it is so now");
  }

  private static boolean isOf(Condition leaf, String series) {
    return switch (leaf) {
      case Condition.Compare compare -> compare.signal().equals(series);
      case Condition.ProbeFails probe -> Facts.probe(probe.probe()).equals(series);
      case Condition.RegressionDeclared _, Condition.All _, Condition.Any _ -> false;
    };
  }

  /// The one that was begun last.
  private static Optional<String> step(RunState run) {
    return run.events().reversed().stream()
        .filter(event -> event.step() > 0)
        .findFirst()
        .map(event -> event.step() + ". " + run.release().stepName(event.step()));
  }

  /// What would be done to go back from here, with the price of each step as far as it is known.
  private static String wayBack(RunState run, Runbook runbook) {
    if (!runbook.rollBack().isEmpty()) {
      return String.join("; ", runbook.rollBack().stream().map(RunbookStep::name).toList());
    }
    List<String> ways = new ArrayList<>();
    for (Release.PlannedStep step : run.release().steps().reversed()) {
      StepState.Phase phase = run.step(step.number()).phase();
      if (!NOTHING_TO_UNDO.contains(phase)) {
        step.wayBack()
            .filter(way -> !way.equals("-"))
            .map(way -> step.number() + ". " + way + price(run.release(), step.number()))
            .ifPresent(ways::add);
      }
    }
    return ways.isEmpty() ? "nothing has to be undone" : String.join("; ", ways);
  }

  private static String price(Release release, int number) {
    Optional<Beside.Price> price = release.beside().price(number);
    String took =
        price
            .flatMap(Beside.Price::took)
            .map(length -> ", took " + words(length) + " last time")
            .orElse("");
    String loses = price.map(Beside.Price::loses).filter(text -> !text.isEmpty()).orElse("");
    return took + (loses.isEmpty() ? "" : ", loses " + loses);
  }

  private static String words(Duration length) {
    return Math.max(1, length.toSeconds()) + " s";
  }

  Map<String, @Nullable Object> evidence() {
    Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
    evidence.put("rule", rule.text());
    evidence.put("state", over ? "over" : "began");
    evidence.put("reason", words());
    evidence.put("grounds", SampleEvidence.grounds(grounds));
    return evidence;
  }
}
