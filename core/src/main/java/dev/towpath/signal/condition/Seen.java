package dev.towpath.signal.condition;

import dev.towpath.signal.Sample;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/// Samples in a few words: how many, from when to when, and between what they lie.
final class Seen {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Seen() {}

  /// @param samples at least one, the oldest first
  /// @param shown a number as a person reads it
  static String of(List<Sample.Good> samples, DoubleFunction<String> shown) {
    Instant last = samples.getLast().at();
    String newest = shown.apply(samples.getLast().value());
    if (samples.size() == 1) {
      return newest + " at " + TIME.format(last);
    }
    DoubleSummaryStatistics all =
        samples.stream().mapToDouble(Sample.Good::value).summaryStatistics();
    String least = shown.apply(all.getMin());
    String greatest = shown.apply(all.getMax());
    return samples.size()
        + " samples from "
        + TIME.format(samples.getFirst().at())
        + " to "
        + TIME.format(last)
        + ", "
        + (least.equals(greatest) ? "all " + newest : span(least, greatest, newest));
  }

  private static String span(String least, String greatest, String newest) {
    return "between " + least + " and " + greatest + ", the last " + newest;
  }
}
