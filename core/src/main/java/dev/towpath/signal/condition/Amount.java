package dev.towpath.signal.condition;

import dev.towpath.config.Signal;
import dev.towpath.config.SignalUnit;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A number with its unit, as a condition has it.
final class Amount {
  private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(%|[a-z]*)");
  private static final BigDecimal MINUTE_MS = BigDecimal.valueOf(60_000);
  private static final BigDecimal HOUR_MS = BigDecimal.valueOf(3_600_000);
  private static final BigDecimal SECOND_MS = BigDecimal.valueOf(1000);

  private Amount() {}

  /// The number as Towpath counts.
  ///
  /// @throws ConditionFault if the unit is none of the signal's
  static double of(Token token, Signal signal) throws ConditionFault {
    Matcher parts = FORM.matcher(token.text());
    if (token.kind() != Token.Kind.NUMBER || !parts.matches()) {
      throw new ConditionFault(
          token.at(), "Here stands " + token.shown() + " instead of a number.", help(signal));
    }
    BigDecimal number = new BigDecimal(parts.group(1));
    String unit = parts.group(2);
    return switch (signal.unit().dimension()) {
      case SHARE -> share(token, number, unit, signal);
      case TIME -> time(token, number, unit, signal);
      case COUNT -> count(token, number, unit, signal);
    };
  }

  private static double share(Token token, BigDecimal number, String unit, Signal signal)
      throws ConditionFault {
    if (unit.equals("%")) {
      return number.movePointLeft(2).doubleValue();
    }
    if (unit.isEmpty() && number.compareTo(BigDecimal.ONE) <= 0) {
      return number.doubleValue();
    }
    throw other(token, signal);
  }

  private static double time(Token token, BigDecimal number, String unit, Signal signal)
      throws ConditionFault {
    return switch (unit) {
      case "ms" -> number.doubleValue();
      case "s" -> number.multiply(SECOND_MS).doubleValue();
      case "m" -> number.multiply(MINUTE_MS).doubleValue();
      case "h" -> number.multiply(HOUR_MS).doubleValue();
      default -> throw other(token, signal);
    };
  }

  private static double count(Token token, BigDecimal number, String unit, Signal signal)
      throws ConditionFault {
    if (unit.isEmpty()) {
      return number.doubleValue();
    }
    throw other(token, signal);
  }

  private static ConditionFault other(Token token, Signal signal) {
    return new ConditionFault(
        token.at(),
        "'"
            + token.text()
            + "' doesn't fit the signal '"
            + signal.name()
            + "', whose unit is "
            + word(signal.unit())
            + ".",
        help(signal));
  }

  private static String word(SignalUnit unit) {
    return unit == SignalUnit.COUNT ? "a count" : unit.word();
  }

  private static String help(Signal signal) {
    return switch (signal.unit().dimension()) {
      case SHARE -> "It is a share: 2%, or 0.02.";
      case TIME -> "It is a time: 350ms, 1.5s, 2m or 1h.";
      case COUNT -> "It is a number without a unit: 5, 0.5.";
    };
  }
}
