package dev.towpath.lint.rule.lock;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.SetValue;
import dev.towpath.lint.rule.kind.SettingRule;
import dev.towpath.report.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A lock_timeout of nothing or of minutes limits nothing.
final class LockTimeoutTooLong implements SettingRule {
  static final String SETTING = "lock_timeout";

  /// Milliseconds; a queue of waiting sessions fills any pool of connections in that time.
  private static final long LONG = 60_000;

  private static final Pattern TIME = Pattern.compile("\\s*(\\d+)\\s*(us|ms|s|min|h|d|)\\s*");
  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "", 1L, "s", 1_000L, "min", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

  @Override
  public String name() {
    return "lock-timeout-too-long";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    return SetValue.of(change.node(), SETTING)
        .filter(value -> isTooLong(millis(value)))
        .map(LockTimeoutTooLong::hit)
        .stream()
        .toList();
  }

  private static boolean isTooLong(OptionalLong millis) {
    return millis.isPresent() && (millis.getAsLong() == 0 || millis.getAsLong() > LONG);
  }

  /// What the value of a setting means; empty if it can't be read. Less than one counts as one.
  static OptionalLong millis(String value) {
    Matcher time = TIME.matcher(value.toLowerCase(Locale.ROOT));
    if (!time.matches()) {
      return OptionalLong.empty();
    }
    long number = Long.parseLong(time.group(1));
    return OptionalLong.of(
        time.group(2).equals("us")
            ? Math.ceilDiv(number, 1_000)
            : number * MILLIS.getOrDefault(time.group(2), 1L));
  }

  private static Hit hit(String value) {
    return Hit.of("This lets statements wait for a lock %s.".formatted(words(value)))
        .because(
            "A statement that waits for a strong lock makes everybody wait who comes after it: the"
                + " application stands still for as long.")
        .help("A few seconds at most, and another try later.");
  }

  private static String words(String value) {
    return millis(value).orElse(0) == 0 ? "without limit" : "for " + value;
  }
}
