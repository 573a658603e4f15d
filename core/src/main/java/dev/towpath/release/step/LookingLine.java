package dev.towpath.release.step;

import dev.towpath.config.Project;
import dev.towpath.config.Signal;
import dev.towpath.signal.Sample;
import dev.towpath.signal.Series;
import dev.towpath.signal.Sparkline;
import dev.towpath.signal.condition.Analysis;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/// The line that a person reads while signals are watched: the newest numbers, and a small chart of
/// each. Used by one thread.
final class LookingLine {
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int MOST_SERIES = 6;

  private final StepContext context;
  private final Project project;
  private final Instant end;
  private Instant next = Instant.MIN;

  LookingLine(StepContext context, Project project, Instant end) {
    this.context = context;
    this.project = project;
    this.end = end;
  }

  void tell(Collection<Series> all, Analysis analysis, Instant now) {
    boolean last = !now.isBefore(end);
    if (now.isBefore(next) && !last) {
      return;
    }
    next = now.plus(PAUSE);
    List<String> parts = new ArrayList<>();
    all.stream().limit(MOST_SERIES).forEach(series -> parts.add(part(series)));
    if (all.size() > MOST_SERIES) {
      parts.add((all.size() - MOST_SERIES) + " more");
    }
    String left = last ? "" : Duration.between(now, end).toSeconds() + " s left, ";
    String why = analysis.why().isEmpty() ? "" : " (" + analysis.why() + ")";
    context.say(left + String.join(", ", parts) + why);
  }

  private String part(Series series) {
    OptionalDouble number = Sparkline.number(series);
    boolean thin = series.newest().filter(Sample.Thin.class::isInstance).isPresent();
    String none = thin ? "too little traffic" : "no number";
    String text = number.isPresent() ? text(series.name(), number.getAsDouble()) : none;
    return series.name() + " " + text + " " + Sparkline.of(series);
  }

  private String text(String name, double value) {
    Signal signal = project.signals().get(name);
    if (signal != null) {
      return signal.unit().text(value);
    }
    return value > 0 ? "fails" : "well";
  }
}
