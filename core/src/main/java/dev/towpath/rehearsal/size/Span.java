package dev.towpath.rehearsal.size;

import java.util.Locale;

/// A range of time, in seconds.
record Span(double low, double high) {
  static final Span NONE = new Span(0, 0);

  private static final int MINUTE = 60;
  private static final int HOUR = 3600;
  private static final int MANY = 100;

  Span plus(Span other) {
    return new Span(low + other.low, high + other.high);
  }

  /// For a person: `1.2 s to 40 s`.
  String words() {
    return words(low) + " to " + words(high);
  }

  private static String words(double seconds) {
    if (seconds < 1) {
      return "%.0f ms".formatted(seconds * 1000);
    }
    if (seconds < MANY) {
      return number(seconds) + " s";
    }
    return seconds < MANY * MINUTE
        ? number(seconds / MINUTE) + " min"
        : number(seconds / HOUR) + " h";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
  }
}
