package dev.towpath.config;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the numbers of a signal are. Towpath counts shares as parts of one and times in
/// milliseconds, whatever the signal counts in.
public enum SignalUnit {
  RATIO("ratio", Dimension.SHARE, 1),
  PERCENT("%", Dimension.SHARE, 0.01),
  MILLISECONDS("ms", Dimension.TIME, 1),
  SECONDS("s", Dimension.TIME, 1000),
  COUNT("count", Dimension.COUNT, 1);

  /// What can be compared with what.
  public enum Dimension {
    /// A part of a whole.
    SHARE,
    /// A length of time.
    TIME,
    /// A number of things, or a score.
    COUNT
  }

  private static final int DIGITS = 4;
  private static final int SECOND_MS = 1000;
  private static final int WHOLE_PERCENT = 100;

  private final String word;
  private final Dimension dimension;
  private final double factor;

  SignalUnit(String word, Dimension dimension, double factor) {
    this.word = word;
    this.dimension = dimension;
    this.factor = factor;
  }

  /// As it stands in `towpath.yaml`.
  public String word() {
    return word;
  }

  public Dimension dimension() {
    return dimension;
  }

  /// A number of this unit as Towpath counts it.
  public double counted(double number) {
    return number * factor;
  }

  /// A number that Towpath counted, as a person reads it: `2.5%`, `350ms`, `1.2s`, `17`.
  public String text(double counted) {
    return switch (dimension) {
      case SHARE -> number(counted * WHOLE_PERCENT) + "%";
      case TIME ->
          Math.abs(counted) < SECOND_MS
              ? number(counted) + "ms"
              : number(counted / SECOND_MS) + "s";
      case COUNT -> number(counted);
    };
  }

  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    MathContext digits = new MathContext(DIGITS, RoundingMode.HALF_EVEN);
    BigDecimal exact = BigDecimal.valueOf(value);
    BigDecimal round =
        Math.abs(value) < Math.pow(10, DIGITS)
            ? exact.round(digits)
            : exact.setScale(0, RoundingMode.HALF_EVEN);
    return round.signum() == 0 ? "0" : round.stripTrailingZeros().toPlainString();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(SignalUnit::word).toList();
  }

  static Optional<SignalUnit> of(String word) {
    return Arrays.stream(values()).filter(unit -> unit.word.equals(word)).findFirst();
  }
}
