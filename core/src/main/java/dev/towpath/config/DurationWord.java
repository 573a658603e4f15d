package dev.towpath.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A length of time as a person writes it: a whole number and a unit.
public final class DurationWord {
  /// What is accepted, for messages.
  public static final String HELP = "It is a whole number and a unit: 500ms, 4s, 10m or 1h.";

  /// The whole of it.
  public static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})(ms|s|m|h)");

  private DurationWord() {}

  /// Empty if it is none.
  public static Optional<Duration> read(String text) {
    Matcher parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(length(Long.parseLong(parts.group(1)), parts.group(2)))
        : Optional.empty();
  }

  /// As it would be written, in the largest unit that holds it exactly; parts of a millisecond are
  /// lost.
  public static String of(Duration length) {
    long milliseconds = length.toMillis();
    if (milliseconds % 1000 != 0) {
      return milliseconds + "ms";
    }
    long seconds = length.toSeconds();
    if (seconds % 60 != 0) {
      return seconds + "s";
    }
    return seconds % 3600 == 0 ? length.toHours() + "h" : length.toMinutes() + "m";
  }

  private static Duration length(long count, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      case String other -> throw new IllegalStateException(other);
    };
  }
}
