package dev.towpath.release.step;

import dev.towpath.config.DurationWord;
import dev.towpath.yaml.Mapping;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// `wait`: for a length of time, until a time or a window of the day, or until traffic is low.
public final class Wait implements StepKind {
  private static final Pattern WINDOW =
      Pattern.compile(
          "(?!(.{5})-\\1)(([01][0-9]|2[0-3]):[0-5][0-9])-(([01][0-9]|2[0-3]):[0-5][0-9])");

  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
  private static final List<String> KINDS = List.of("window", "until", "sql");
  private static final int LARGEST = 1_000_000_000;
  private static final Duration QUIET = Duration.ofMinutes(5);
  private static final Duration AT_MOST = Duration.ofHours(2);

  @Override
  public String word() {
    return "wait";
  }

  @Override
  public String sentence() {
    return "Waits for a length of time, a time or window of the day, or until traffic is low.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    if (text.isText()) {
      return text.text().flatMap(word -> lasting(text, word));
    }
    return text.mapping().flatMap(mapping -> read(text, mapping));
  }

  private static Optional<Step> lasting(StepText text, String word) {
    Optional<Duration> length = DurationWord.read(word);
    if (length.isEmpty()) {
      text.faults().badValue(text.value(), "This is no length of time.", DurationWord.HELP);
    }
    return length.map(Lasting::new);
  }

  private static Optional<Step> read(StepText text, Mapping mapping) {
    List<String> kinds = KINDS.stream().filter(mapping::has).toList();
    if (kinds.isEmpty()) {
      text.faults().missing(mapping.node(), "window", "It isn't said what is waited for.");
    } else if (kinds.size() > 1) {
      text.faults()
          .badValue(
              mapping.node(),
              "It waits for two things.",
              "It has one of " + String.join(", ", KINDS) + ".");
    }
    Optional<Step> step = mapping.has("sql") ? traffic(text, mapping) : clock(text, mapping);
    mapping.end();
    return step;
  }

  private static Optional<Step> clock(StepText text, Mapping mapping) {
    Optional<ScalarNode> window =
        mapping.text("window", WINDOW, "It is two times of the day: 01:00-04:30, or 22:00-04:00.");
    Optional<ScalarNode> until = mapping.text("until", TIME, "It is a time of the day: 22:00.");
    ZoneId zone = mapping.text("zone").map(each -> zone(text, each)).orElse(ZoneId.of("UTC"));
    return window
        .map(each -> each.getValue().split("-", -1))
        .<Step>map(parts -> new Window(LocalTime.parse(parts[0]), LocalTime.parse(parts[1]), zone))
        .or(() -> until.map(each -> new Until(LocalTime.parse(each.getValue()), zone)));
  }

  private static Optional<Step> traffic(StepText text, Mapping mapping) {
    Optional<String> sql = mapping.text("sql").map(ScalarNode::getValue);
    Optional<Integer> below = mapping.number("below", 1, LARGEST);
    if (!mapping.has("below")) {
      text.faults().missing(mapping.node(), "below", "It isn't said what is low.");
    }
    Duration quiet = duration(mapping, "for").orElse(QUIET);
    Duration atMost = duration(mapping, "at-most").orElse(AT_MOST);
    return sql.flatMap(query -> below.map(most -> new LowTraffic(query, most, quiet, atMost)));
  }

  private static Optional<Duration> duration(Mapping mapping, String name) {
    return mapping
        .text(name, DurationWord.FORM, DurationWord.HELP)
        .map(ScalarNode::getValue)
        .flatMap(DurationWord::read);
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

  /// The next time that a clock shows this, after the step began.
  private record Until(LocalTime time, ZoneId zone) implements Waited {
    @Override
    public String does() {
      return "waits until " + time + " " + zone;
    }

    @Override
    public Optional<Instant> until(StepContext context) {
      ZonedDateTime began = context.began().atZone(zone);
      ZonedDateTime same = began.with(time);
      return Optional.of((same.isBefore(began) ? same.plusDays(1) : same).toInstant());
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
