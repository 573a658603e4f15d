package dev.towpath.server.metrics;

import dev.towpath.release.Release;
import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.StepState;
import dev.towpath.release.run.Journal;
import dev.towpath.release.run.Releases;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The newest releases: where each stands, how long its steps took, and what its gates said.
public record ReleaseFigures(Journal journal, String project, InstantSource clock)
    implements Figures {
  /// Of so many releases, so that the number of series has a bound.
  static final int RELEASES = 20;

  /// Kinds of steps that say yes or no, and change nothing.
  private static final Set<String> GATES =
      Set.of(
          "approve",
          "check",
          "checklist",
          "decide",
          "forge",
          "gate",
          "probe",
          "rehearse",
          "verify",
          "watch");

  @Override
  public String word() {
    return "releases";
  }

  @Override
  public Duration fresh() {
    return Duration.ofSeconds(5);
  }

  @Override
  public List<Sample> read() {
    List<Sample> samples = new ArrayList<>();
    Map<String, Map<String, Integer>> standings = new TreeMap<>();
    for (ReleaseId id : journal.newest(project, RELEASES)) {
      RunState run = journal.state(id);
      standings
          .computeIfAbsent(run.release().environment(), _ -> none())
          .merge(word(run.standing()), 1, Integer::sum);
      for (Release.PlannedStep step : run.release().steps()) {
        add(samples, run.release(), step, run.step(step.number()));
      }
    }
    standings.forEach(
        (environment, counts) ->
            counts.forEach(
                (standing, count) ->
                    samples.add(Metric.TOWPATH_RELEASES.of(count, environment, standing))));
    return samples;
  }

  /// Each standing has a figure, so that a rule about it can also become false.
  private static Map<String, Integer> none() {
    Map<String, Integer> counts = new TreeMap<>();
    for (RunState.Standing standing : RunState.Standing.values()) {
      counts.put(word(standing), 0);
    }
    return counts;
  }

  private static String word(RunState.Standing standing) {
    return Releases.word(standing).replace(' ', '-');
  }

  private void add(
      List<Sample> samples, Release release, Release.PlannedStep step, StepState state) {
    String[] labels = {
      release.environment(), release.id().text(), "%02d".formatted(step.number()), step.kind()
    };
    if (state.began().isPresent()) {
      Instant end = state.ended().orElseGet(clock::instant);
      double seconds = Duration.between(state.began().get(), end).toMillis() / 1000.0;
      samples.add(Metric.TOWPATH_RELEASE_STEP_SECONDS.of(Math.max(0, seconds), labels));
      rounds(state)
          .filter(_ -> seconds > 0)
          .map(rounds -> Metric.TOWPATH_BACK_FILL_ROUNDS_PER_SECOND.of(rounds / seconds, labels))
          .ifPresent(samples::add);
    }
    if (GATES.contains(step.kind())) {
      switch (state.phase()) {
        case DONE -> {
          boolean back = state.told().containsKey("go-back");
          samples.add(Metric.TOWPATH_GATE_RESULT.of(back ? 0 : 1, labels));
        }
        case STOPPED -> samples.add(Metric.TOWPATH_GATE_RESULT.of(0, labels));
        case AHEAD, BEGUN, WAITING, SKIPPED, UNDOING, UNDONE, UNDO_STOPPED -> {}
      }
    }
  }

  /// How often a step ran its SQL, once it ended or stopped; of a back-fill, its batches.
  private static Optional<Double> rounds(StepState state) {
    return state.told().get("evidence") instanceof Map<?, ?> evidence
            && evidence.get("times") instanceof Number times
        ? Optional.of(times.doubleValue())
        : Optional.empty();
  }
}
