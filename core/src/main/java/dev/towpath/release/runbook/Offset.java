package dev.towpath.release.runbook;

import dev.towpath.config.DurationWord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When a step is due, relative to the release's own time: `T-30m`, `T+24h`, `T`.
public record Offset(Duration fromStart) {
  static final String HELP = "It is T, or T and a length of time: T-30m, T+24h.";

  /// Empty if it is none.
  public static Optional<Offset> read(String text) {
    if (text.equals("T") || text.equals("T-0") || text.equals("T+0")) {
      return Optional.of(new Offset(Duration.ZERO));
    }
    if (!text.startsWith("T+") && !text.startsWith("T-")) {
      return Optional.empty();
    }
    return DurationWord.read(text.substring(2))
        .map(length -> new Offset(text.charAt(1) == '-' ? length.negated() : length));
  }

  public Instant at(Instant start) {
    return start.plus(fromStart);
  }

  @Override
  public String toString() {
    if (fromStart.isZero()) {
      return "T";
    }
    return "T" + (fromStart.isNegative() ? "-" : "+") + DurationWord.of(fromStart.abs());
  }
}
