package dev.towpath.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Sizes and ages as a person says them.
final class Amount {
  private static final long THOUSAND = 1_000;
  private static final List<String> UNITS = List.of("bytes", "kB", "MB", "GB", "TB", "PB");

  private Amount() {}

  /// `512 bytes`, `3.4 MB`, `120 GB`: a kB is 1,000 bytes.
  static String bytes(long bytes) {
    double rest = bytes;
    int unit = 0;
    while (rest >= THOUSAND && unit < UNITS.size() - 1) {
      rest /= THOUSAND;
      unit++;
    }
    String form = unit == 0 || rest >= 100 ? "%.0f %s" : "%.1f %s";
    return String.format(Locale.ROOT, form, rest, UNITS.get(unit));
  }

  /// `just now`, `5 min ago`, `3 h ago`, `12 d ago`.
  static String ago(Duration age) {
    if (age.toMinutes() < 1) {
      return "just now";
    }
    if (age.toHours() < 2) {
      return age.toMinutes() + " min ago";
    }
    return age.toDays() < 2 ? age.toHours() + " h ago" : age.toDays() + " d ago";
  }
}
