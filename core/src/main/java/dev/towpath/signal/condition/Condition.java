package dev.towpath.signal.condition;

import dev.towpath.config.DurationWord;
import dev.towpath.config.SignalUnit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What signals, probes and people must say. Immutable.
public sealed interface Condition {
  /// As a person would write it.
  String text();

  /// A number that it looks at, as a person reads it.
  default String shown(double value) {
    return Double.toString(value);
  }

  /// Those that it is made of, itself if it is a single one.
  default Stream<Condition> leaves() {
    return Stream.of(this);
  }

  /// Every part holds.
  record All(List<Condition> parts) implements Condition {
    @Override
    public String text() {
      return parts.stream()
          .map(part -> part instanceof Any ? "(" + part.text() + ")" : part.text())
          .collect(Collectors.joining(" and "));
    }

    @Override
    public Stream<Condition> leaves() {
      return parts.stream().flatMap(Condition::leaves);
    }
  }

  /// At least one part holds.
  record Any(List<Condition> parts) implements Condition {
    @Override
    public String text() {
      return parts.stream().map(Condition::text).collect(Collectors.joining(" or "));
    }

    @Override
    public Stream<Condition> leaves() {
      return parts.stream().flatMap(Condition::leaves);
    }
  }

  /// A signal beside a limit.
  ///
  /// @param sustained how long it must be so; empty where one sample is enough
  record Compare(
      String signal, SignalUnit unit, Operator operator, Limit limit, Optional<Duration> sustained)
      implements Condition {
    @Override
    public String text() {
      return signal + " " + limit.text(operator, unit) + lasting(sustained);
    }

    @Override
    public String shown(double value) {
      return unit.text(value);
    }
  }

  /// A probe of `towpath.yaml` is not well.
  record ProbeFails(String probe, Optional<Duration> sustained) implements Condition {
    @Override
    public String text() {
      return "probe " + probe + " fails" + lasting(sustained);
    }

    @Override
    public String shown(double value) {
      return value > 0 ? "fails" : "well";
    }
  }

  /// A person said that something went wrong.
  record RegressionDeclared() implements Condition {
    @Override
    public String text() {
      return "regression declared";
    }
  }

  /// How a number is compared.
  enum Operator {
    ABOVE(">"),
    AT_LEAST(">="),
    BELOW("<"),
    AT_MOST("<=");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }

    boolean holds(double value, double limit) {
      return switch (this) {
        case ABOVE -> value > limit;
        case AT_LEAST -> value >= limit;
        case BELOW -> value < limit;
        case AT_MOST -> value <= limit;
      };
    }
  }

  /// What a number is compared with.
  sealed interface Limit {
    String text(Operator operator, SignalUnit unit);

    /// The limit as a number; empty where it takes a baseline and there is none.
    OptionalDouble number(OptionalDouble baseline);

    /// A number, as Towpath counts.
    record Fixed(double value) implements Limit {
      @Override
      public String text(Operator operator, SignalUnit unit) {
        return operator.sign() + " " + unit.text(value);
      }

      @Override
      public OptionalDouble number(OptionalDouble baseline) {
        return OptionalDouble.of(value);
      }
    }

    /// The number before the release, with something added.
    record Relative(double more) implements Limit {
      @Override
      public String text(Operator operator, SignalUnit unit) {
        String amount = unit.text(Math.abs(more));
        if (operator == Operator.AT_LEAST && more > 0) {
          return "rises by " + amount;
        }
        if (operator == Operator.AT_MOST && more < 0) {
          return "drops by " + amount;
        }
        String sign = more < 0 ? " - " : " + ";
        return operator.sign() + " baseline" + (more == 0 ? "" : sign + amount);
      }

      @Override
      public OptionalDouble number(OptionalDouble baseline) {
        return baseline.isPresent()
            ? OptionalDouble.of(baseline.getAsDouble() + more)
            : OptionalDouble.empty();
      }
    }
  }

  private static String lasting(Optional<Duration> sustained) {
    return sustained.map(window -> " for " + DurationWord.of(window)).orElse("");
  }
}
