package dev.towpath.release.step;

import dev.towpath.config.DurationWord;
import dev.towpath.yaml.Mapping;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// `wait`: for a length of time, or until a window of each day.
public final class Wait implements StepKind {
  private static final Pattern WINDOW =
      Pattern.compile(
          "(?!(.{5})-\\1)(([01][0-9]|2[0-3]):[0-5][0-9])-(([01][0-9]|2[0-3]):[0-5][0-9])");

  @Override
  public String word() {
    return "wait";
  }

  @Override
  public String sentence() {
    return "Waits for a length of time, or for a window of the day with little traffic.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    if (text.isText()) {
      return text.text().flatMap(word -> lasting(text, word));
    }
    return text.mapping().flatMap(mapping -> window(text, mapping));
  }

  private static Optional<Step> lasting(StepText text, String word) {
    Optional<Duration> length = DurationWord.read(word);
    if (length.isEmpty()) {
      text.faults().badValue(text.value(), "This is no length of time.", DurationWord.HELP);
    }
    return length.map(Lasting::new);
  }

  private static Optional<Step> window(StepText text, Mapping mapping) {
    Optional<ScalarNode> window =
        mapping.text("window", WINDOW, "It is two times of the day: 01:00-04:30, or 22:00-04:00.");
    if (!mapping.has("window")) {
      text.faults().missing(mapping.node(), "window", "It isn't said what is waited for.");
    }
    ZoneId zone = mapping.text("zone").map(each -> zone(text, each)).orElse(ZoneId.of("UTC"));
    mapping.end();
    return window
        .map(each -> each.getValue().split("-", -1))
        .map(parts -> new Window(LocalTime.parse(parts[0]), LocalTime.parse(parts[1]), zone));
  }

  private static ZoneId zone(StepText text, ScalarNode value) {
    try {
      return ZoneId.of(value.getValue());
    } catch (DateTimeException e) {
      text.faults()
          .badValue(
              value,
              "There is no time zone '" + value.getValue() + "'.",
              "It is a name as Europe/Berlin or UTC.");
      return ZoneId.of("UTC");
    }
  }

  private interface Waited extends RepeatableStep {
    Optional<Instant> until(StepContext context);

    @Override
    default StepResult run(StepContext context) {
      return until(context)
          .filter(end -> context.clock().instant().isBefore(end))
          .<StepResult>map(end -> new StepResult.Waiting("the time", Optional.of(end)))
          .orElseGet(StepResult::done);
    }
  }

  private record Lasting(Duration length) implements Waited {
    @Override
    public String does() {
      return "waits " + DurationWord.of(length);
    }

    @Override
    public Optional<Instant> until(StepContext context) {
      return Optional.of(context.began().plus(length));
    }
  }

  /// A window may span midnight.
  private record Window(LocalTime from, LocalTime to, ZoneId zone) implements Waited {
    @Override
    public String does() {
      return "waits for the window " + from + "-" + to + " " + zone;
    }

    @Override
    public Optional<Instant> until(StepContext context) {
      ZonedDateTime now = context.clock().instant().atZone(zone);
      LocalTime time = now.toLocalTime();
      boolean open =
          from.isBefore(to)
              ? !time.isBefore(from) && time.isBefore(to)
              : !time.isBefore(from) || time.isBefore(to);
      if (open) {
        return Optional.empty();
      }
      ZonedDateTime next = now.with(from);
      return Optional.of((next.isAfter(now) ? next : next.plusDays(1)).toInstant());
    }
  }
}
