package dev.towpath.release.run;

import dev.towpath.notify.Alarm;
import dev.towpath.notify.Message;
import dev.towpath.release.Release;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.runbook.AlertRule;
import dev.towpath.release.runbook.Runbook;
import dev.towpath.signal.Sparkline;
import dev.towpath.signal.condition.Condition;
import dev.towpath.signal.condition.Facts;
import dev.towpath.signal.condition.SampleEvidence;
import dev.towpath.signal.condition.SignalCharts;
import dev.towpath.signal.condition.Verdict;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What people are told when the condition of an alert begins to hold, or is over: the release,
/// the step, the numbers with their chart, the way back and what it costs.
///
/// @param number of the rule, from 1: two that say the same have an episode each
/// @param why in a few words, behind the condition
/// @param grounds the samples that say so
record Page(
    int number,
    AlertRule rule,
    boolean over,
    String why,
    List<Verdict.Ground> grounds,
    Instant at) {
  /// Of its files.
  String name() {
    return "alert-%d-%s-%d".formatted(number, over ? "over" : "began", at.getEpochSecond());
  }

  Message message(
      RunState run, Runbook runbook, Facts facts, List<Map<String, @Nullable Object>> charts) {
    SortedMap<String, String> details = new TreeMap<>();
    step(run.release(), run.events()).ifPresent(step -> details.put("step", step));
    facts.series().values().stream()
        .filter(series -> rule.condition().leaves().anyMatch(leaf -> isOf(leaf, series.name())))
        .forEach(series -> details.put("signal " + series.name(), Sparkline.of(series)));
    SignalCharts.files(charts)
        .forEach(chart -> details.merge("chart", "" + chart, (first, next) -> first + ", " + next));
    if (!over) {
      details.put("way back", PricedWay.words(run, runbook));
      details.put("go back", "towpath release roll-back " + run.release().id() + " --reason WHY");
    }
    Release release = run.release();
    return new Message(
        release.id().text(),
        release.environment(),
        release.commit(),
        0,
        words(),
        Optional.of(new Alarm("alert-" + number, over, details, SignalCharts.files(charts))));
  }

  private String words() {
    return rule.condition().text() + ": " + why;
  }

  private static boolean isOf(Condition leaf, String series) {
    return switch (leaf) {
      case Condition.Compare compare -> compare.signal().equals(series);
      case Condition.ProbeFails probe -> Facts.probe(probe.probe()).equals(series);
      case Condition.RegressionDeclared _, Condition.All _, Condition.Any _ -> false;
    };
  }

  /// The one that was begun last.
  static Optional<String> step(Release release, List<RunEvent> events) {
    return events.reversed().stream()
        .filter(event -> event.step() > 0)
        .findFirst()
        .map(event -> event.step() + ". " + release.stepName(event.step()));
  }

  Map<String, @Nullable Object> evidence() {
    Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
    evidence.put("number", number);
    evidence.put("rule", rule.text());
    evidence.put("state", over ? "over" : "began");
    evidence.put("reason", words());
    evidence.put("grounds", SampleEvidence.grounds(grounds));
    return evidence;
  }
}
