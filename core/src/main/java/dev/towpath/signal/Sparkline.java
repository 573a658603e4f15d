package dev.towpath.signal;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/// The newest samples of a series as one short line of bars.
///
/// From its least to its greatest value; `?` stands where there was no number, `-` where there was
/// too little traffic.
public final class Sparkline {
  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final int WIDTH = 20;

  private Sparkline() {}

  public static String of(Series series) {
    List<Sample> newest = series.newest(WIDTH);
    double least = values(newest).min().orElse(0);
    double greatest = values(newest).max().orElse(0);
    StringBuilder line = new StringBuilder();
    for (Sample sample : newest) {
      line.append(
          switch (sample) {
            case Sample.Bad _ -> '?';
            case Sample.Thin _ -> '-';
            case Sample.Good good -> bar(good.value(), least, greatest);
          });
    }
    return line.toString();
  }

  /// The newest number; empty where the newest sample is none.
  public static OptionalDouble number(Series series) {
    return series.newest().orElse(null) instanceof Sample.Good good
        ? OptionalDouble.of(good.value())
        : OptionalDouble.empty();
  }

  private static DoubleStream values(List<Sample> samples) {
    return samples.stream()
        .filter(Sample.Good.class::isInstance)
        .mapToDouble(sample -> ((Sample.Good) sample).value());
  }

  private static char bar(double value, double least, double greatest) {
    if (greatest <= least) {
      return BARS.charAt(0);
    }
    double part = (value - least) / (greatest - least);
    return BARS.charAt((int) Math.round(part * (BARS.length() - 1)));
  }
}
