package dev.towpath.signal.condition;

import dev.towpath.config.Probe;
import dev.towpath.config.Project;
import dev.towpath.config.Signal;
import dev.towpath.signal.Sample;
import dev.towpath.signal.Sampler;
import dev.towpath.signal.Series;
import dev.towpath.signal.Sources;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Asks for everything that some conditions name, until it is closed.
public final class Lookout implements AutoCloseable {
  /// How often probes are asked.
  public static final Duration PROBES_EVERY = Duration.ofSeconds(15);

  private final Project project;
  private final Sources sources;
  private final Pace pace;
  private final InstantSource clock;
  private final Sampler sampler;
  private final Map<String, Series> series = new LinkedHashMap<>();

  /// How often and how strictly signals are asked for, where that is not as `towpath.yaml` says.
  public record Pace(Optional<Duration> every, Optional<Double> floor) {
    /// As `towpath.yaml` says.
    public static final Pace USUAL = new Pace(Optional.empty(), Optional.empty());
  }

  /// @param told each sample with its series' name, on a thread of the lookout's
  public Lookout(
      Project project,
      Sources sources,
      Pace pace,
      InstantSource clock,
      BiConsumer<String, Sample> told) {
    this.project = project;
    this.sources = sources;
    this.pace = pace;
    this.clock = clock;
    this.sampler = new Sampler(clock, told);
  }

  /// Begins to ask. What a source still knows since then is read from it first.
  ///
  /// @param since empty to begin anew
  public void begin(Collection<Condition> conditions, Optional<Instant> since) {
    conditions.stream().flatMap(Condition::leaves).forEach(leaf -> begin(leaf, since));
  }

  private void begin(Condition leaf, Optional<Instant> since) {
    switch (leaf) {
      case Condition.Compare compare -> {
        Signal named = project.signals().get(compare.signal());
        if (named != null && !series.containsKey(named.name())) {
          begin(named.with(pace.every(), pace.floor()), since);
        }
      }
      case Condition.ProbeFails fails -> {
        Probe probe = project.probes().get(fails.probe());
        if (probe != null && !series.containsKey(Facts.probe(probe.name()))) {
          begin(probe);
        }
      }
      case Condition.RegressionDeclared _, Condition.All _, Condition.Any _ -> {}
    }
  }

  private void begin(Signal signal, Optional<Instant> since) {
    Series samples = new Series(signal.name(), signal.every(), signal.limit());
    series.put(signal.name(), samples);
    sampler.begin(
        new Sampler.Feed(
            samples,
            () -> sources.ask(signal),
            () -> since.isEmpty() ? List.of() : sources.past(signal, since.get())));
  }

  private void begin(Probe probe) {
    Duration every = pace.every().orElse(PROBES_EVERY);
    Series samples =
        new Series(Facts.probe(probe.name()), every, probe.limit().plus(probe.within()));
    series.put(samples.name(), samples);
    sampler.begin(new Sampler.Feed(samples, () -> sources.ask(probe), List::of));
  }

  /// The series that it fills, by name.
  public Map<String, Series> series() {
    return series;
  }

  /// Whether each series has a sample.
  public boolean hasLooked() {
    return series.values().stream().allMatch(each -> each.newest().isPresent());
  }

  /// The shortest interval.
  public Duration every() {
    return series.values().stream()
        .map(Series::every)
        .min(Duration::compareTo)
        .orElse(PROBES_EVERY);
  }

  public Instant now() {
    return clock.instant();
  }

  @Override
  public void close() {
    sampler.close();
  }
}
