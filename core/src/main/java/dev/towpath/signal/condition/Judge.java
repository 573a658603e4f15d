package dev.towpath.signal.condition;

import dev.towpath.config.DurationWord;
import dev.towpath.config.SignalUnit;
import dev.towpath.signal.Sample;
import dev.towpath.signal.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;

/// Judges conditions by samples. What can't be read, is too old or rests on too little traffic is
/// neither a yes nor a no.
public final class Judge {
  private Judge() {}

  public static Verdict of(Condition condition, Facts facts, Instant now) {
    return switch (condition) {
      case Condition.All(var parts) ->
          Verdict.all(parts.stream().map(part -> of(part, facts, now)).toList());
      case Condition.Any(var parts) ->
          Verdict.any(parts.stream().map(part -> of(part, facts, now)).toList());
      case Condition.Compare compare -> compare(compare, facts, now);
      case Condition.ProbeFails probe ->
          samples(
              new Tried(probe, value -> value > 0, OptionalDouble.empty()),
              Facts.probe(probe.probe()),
              probe.sustained(),
              facts,
              now);
      case Condition.RegressionDeclared _ ->
          facts.regression()
              ? new Verdict.Holds(
                  List.of(new Verdict.Ground(condition, List.of(), OptionalDouble.empty())))
              : new Verdict.Not(List.of());
    };
  }

  private static Verdict compare(Condition.Compare compare, Facts facts, Instant now) {
    OptionalDouble limit = compare.limit().number(facts.baseline(compare.signal()));
    if (limit.isEmpty()) {
      return new Verdict.Unreadable(compare.signal() + " has no baseline");
    }
    Tried tried =
        new Tried(
            compare,
            value -> compare.operator().holds(value, limit.getAsDouble()),
            compare.limit() instanceof Condition.Limit.Relative ? limit : OptionalDouble.empty());
    return samples(tried, compare.signal(), compare.sustained(), facts, now);
  }

  /// What each number of a series is tried with.
  private record Tried(Condition condition, DoublePredicate passes, OptionalDouble limit) {
    List<Verdict.Ground> by(List<Sample.Good> samples) {
      return List.of(new Verdict.Ground(condition, samples, limit));
    }
  }

  private static Verdict samples(
      Tried tried, String name, Optional<Duration> window, Facts facts, Instant now) {
    Series series = facts.series().get(name);
    Optional<Sample> newest = series == null ? Optional.empty() : series.newest();
    if (series == null || newest.isEmpty()) {
      return new Verdict.Unreadable(name + " was not asked for yet");
    }
    if (Duration.between(newest.get().at(), now).compareTo(series.gap()) > 0) {
      return new Verdict.Unreadable(name + " gave nothing since " + newest.get().at());
    }
    return switch (newest.get()) {
      case Sample.Bad(_, String why) -> new Verdict.Unreadable(name + ": " + why);
      case Sample.Thin(_, double traffic, double floor) ->
          new Verdict.Thin(
              "%s: too little traffic, %s of %s"
                  .formatted(name, SignalUnit.COUNT.text(traffic), SignalUnit.COUNT.text(floor)));
      case Sample.Good good when !tried.passes().test(good.value()) ->
          new Verdict.Not(tried.by(List.of(good)));
      case Sample.Good good ->
          window
              .map(length -> lasting(tried, series.streak(tried.passes(), facts.since()), length))
              .orElse(new Verdict.Holds(tried.by(List.of(good))));
    };
  }

  private static Verdict lasting(Tried tried, List<Sample.Good> streak, Duration window) {
    Condition condition = tried.condition();
    if (streak.isEmpty()) {
      return new Verdict.Pending(condition.text() + ": its window has not begun");
    }
    Duration length = Duration.between(streak.getFirst().at(), streak.getLast().at());
    if (length.compareTo(window) < 0) {
      return new Verdict.Pending(
          condition.text()
              + ": for "
              + DurationWord.of(Duration.ofSeconds(length.toSeconds()))
              + " so far");
    }
    return new Verdict.Holds(tried.by(streak));
  }
}
