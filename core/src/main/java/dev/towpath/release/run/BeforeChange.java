package dev.towpath.release.run;

import dev.towpath.config.Project;
import dev.towpath.config.Signal;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.runbook.Runbook;
import dev.towpath.release.runbook.RunbookStep;
import dev.towpath.release.step.StepContext;
import dev.towpath.release.step.StepResult;
import dev.towpath.release.step.WayBack;
import dev.towpath.signal.Sample;
import dev.towpath.signal.Series;
import dev.towpath.signal.Sources;
import dev.towpath.signal.condition.Analysis;
import dev.towpath.signal.condition.Condition;
import dev.towpath.signal.condition.Facts;
import dev.towpath.signal.condition.Judge;
import dev.towpath.signal.condition.Lookout;
import dev.towpath.signal.condition.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The look at all signals before a release changes something: their baseline, and the proof that
/// its triggers can be read at all.
record BeforeChange(Runbook runbook) {
  private static final Duration TICK = Duration.ofMillis(100);

  /// The baseline of a source with a past is the middle of what it was in this time.
  private static final Duration PAST = Duration.ofMinutes(10);

  /// Whether it is due before a step.
  boolean isDue(RunState run, RunbookStep step) {
    return run.standing() == RunState.Standing.RUNNING
        && !(step.step().wayBack() instanceof WayBack.NotNeeded)
        && run.last(RunEvent.Kind.BASELINE).isEmpty()
        && !conditions().isEmpty();
  }

  /// The triggers, and what compares with a baseline in a step.
  private List<Condition> conditions() {
    List<Condition> all = new ArrayList<>(runbook.rollbackWhen());
    Stream.of(runbook.steps(), runbook.rollBack())
        .flatMap(List::stream)
        .flatMap(step -> step.step().conditions().stream())
        .flatMap(Condition::leaves)
        .filter(BeforeChange::isRelative)
        .forEach(all::add);
    runbook.alertWhen().stream()
        .flatMap(rule -> rule.condition().leaves())
        .filter(BeforeChange::isRelative)
        .forEach(all::add);
    return all;
  }

  private static boolean isRelative(Condition leaf) {
    return leaf instanceof Condition.Compare compare
        && compare.limit() instanceof Condition.Limit.Relative;
  }

  /// Looks; what it found is the body of the journal's event.
  StepResult look(StepContext context) throws InterruptedException {
    Project project = context.settings();
    Instant at = context.clock().instant();
    try (Sources sources =
            new Sources(
                context.project(),
                context.variables(),
                context.target(),
                context.clock(),
                Optional.of(context.kept()));
        Lookout lookout =
            new Lookout(project, sources, Lookout.Pace.USUAL, context.clock(), (_, _) -> {})) {
      lookout.begin(conditions(), Optional.empty());
      while (!lookout.series().values().stream().allMatch(BeforeChange::isKnown)) {
        Thread.sleep(TICK);
      }
      Map<String, Double> baseline = new TreeMap<>();
      for (Series series : lookout.series().values()) {
        Signal signal = project.signals().get(series.name());
        if (signal != null) {
          middle(sources.past(signal, at.minus(PAST)), series)
              .ifPresent(value -> baseline.put(series.name(), value));
        }
      }
      return result(lookout, baseline, at);
    }
  }

  private static boolean isKnown(Series series) {
    boolean number = series.newest().filter(each -> !(each instanceof Sample.Bad)).isPresent();
    return number || series.bad() > Analysis.MOST_UNREADABLE;
  }

  private static Optional<Double> middle(List<Sample> past, Series series) {
    List<Double> values =
        Stream.concat(past.stream(), series.newest().stream())
            .filter(Sample.Good.class::isInstance)
            .map(sample -> ((Sample.Good) sample).value())
            .sorted()
            .toList();
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() / 2));
  }

  private StepResult result(Lookout lookout, Map<String, Double> baseline, Instant at) {
    for (Series series : lookout.series().values()) {
      if (series.newest().orElse(null) instanceof Sample.Bad(_, String why)) {
        return refused(
            "It can't be read: " + series.name() + ": " + why.replaceFirst("\\.$", "") + ".");
      }
    }
    Set<String> without = new TreeSet<>();
    conditions().stream()
        .flatMap(Condition::leaves)
        .filter(BeforeChange::isRelative)
        .map(leaf -> ((Condition.Compare) leaf).signal())
        .filter(signal -> !baseline.containsKey(signal))
        .forEach(without::add);
    if (!without.isEmpty()) {
      return refused("There is too little traffic for a baseline of " + without + ".");
    }
    Facts facts = new Facts(lookout.series(), baseline, at, false);
    for (Condition trigger : runbook.rollbackWhen()) {
      if (Judge.of(trigger, facts, lookout.now()) instanceof Verdict.Holds) {
        return refused("It holds before the release has changed anything: " + trigger.text() + ".");
      }
    }
    return new StepResult.Done(body(lookout, baseline, at));
  }

  /// Numbers are texts, since records hold no fractions.
  private static Map<String, @Nullable Object> body(
      Lookout lookout, Map<String, Double> baseline, Instant at) {
    Map<String, @Nullable Object> signals = new TreeMap<>();
    baseline.forEach((name, value) -> signals.put(name, value.toString()));
    Map<String, @Nullable Object> last = new TreeMap<>();
    lookout
        .series()
        .forEach((name, series) -> series.newest().ifPresent(each -> last.put(name, each.json())));
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("at", at.toString());
    body.put("signals", signals);
    body.put("last", last);
    return body;
  }

  private static StepResult refused(String why) {
    return StepResult.stopped(
        Problem.of("signals-before", Exit.STOPPED, "The signals are not fit to guard the release.")
            .because(why)
            .leaving("Nothing was changed yet.")
            .next("Mend it, then towpath release resume."));
  }
}
