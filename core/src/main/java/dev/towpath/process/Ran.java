package dev.towpath.process;

import java.time.Duration;
import java.util.List;

/// How a command ended, and what it printed.
///
/// @param ended as a predicate: `ended with 1`
/// @param output what it printed on its first output, up to a bound
/// @param last the last lines of both of its outputs
public record Ran(
    boolean well, String ended, List<String> output, List<String> last, Duration took) {
  /// So many lines of the first output are kept.
  public static final int MOST_LINES = 50_000;

  /// How it ended, with its last line: in there is the reason, most often.
  public String said() {
    return last.isEmpty() ? ended : ended + ": " + last.getLast();
  }

  /// What it printed on its first output, as one text.
  public String text() {
    return String.join("\n", output);
  }
}
