package dev.towpath.release.run;

import dev.towpath.release.Release;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.report.Visible;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The events of a release as lines for a person.
public final class RunLog {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RunLog() {}

  /// One line, as `21:04:11Z [3/7] Migrate: stopped, the lock was not given (bert)`.
  public static String line(Release release, RunEvent event) {
    String words = event.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String what =
        event.step() == 0 ? words : head(release, event.step()) + words.replaceFirst("^step ", "");
    return TIME.format(event.at())
        + " "
        + Visible.line(what + about(event).map(text -> ", " + text).orElse(""))
        + " ("
        + Visible.line(event.by())
        + ")";
  }

  private static String head(Release release, int step) {
    int total = release.steps().size();
    String place = step <= total ? "%d/%d".formatted(step, total) : "back " + (step - total);
    return "[" + place + "] " + release.stepName(step) + ": ";
  }

  /// What a step stopped for, in a sentence.
  static String reason(RunEvent event) {
    return event.body().get("problem") instanceof Map<?, ?> body ? "" + body.get("what") : "";
  }

  private static Optional<String> about(RunEvent event) {
    return Optional.of(reason(event))
        .filter(text -> !text.isEmpty())
        .or(
            () ->
                Stream.of("what", "why", "reason", "role", "word", "driver", "standing")
                    .map(event::text)
                    .filter(text -> !text.isBlank())
                    .findFirst());
  }
}
