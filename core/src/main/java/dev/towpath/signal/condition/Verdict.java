package dev.towpath.signal.condition;

import dev.towpath.signal.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// What samples say about a condition.
public sealed interface Verdict {
  /// It is so.
  ///
  /// @param grounds what that rests on
  record Holds(List<Ground> grounds) implements Verdict {}

  /// It is not so.
  record Not(List<Ground> grounds) implements Verdict {}

  /// It is so, and not for long enough yet.
  record Pending(String why) implements Verdict {}

  /// Nobody can say: there is too little traffic.
  record Thin(String why) implements Verdict {}

  /// Nobody can say: there is no number.
  record Unreadable(String why) implements Verdict {}

  /// Samples that a verdict rests on.
  ///
  /// @param condition the single one that they speak about
  /// @param limit what `baseline` and an amount come to; empty where the condition has its number
  record Ground(Condition condition, List<Sample.Good> samples, OptionalDouble limit) {
    /// For people, as `p95 < 350ms: 412ms at 21:04:10Z`.
    public String words() {
      String what = condition.text() + (limit.isPresent() ? " (" + shown(limit) + ")" : "");
      return samples.isEmpty() ? what : what + ": " + Seen.of(samples, condition::shown);
    }

    private String shown(OptionalDouble number) {
      return condition.shown(number.getAsDouble());
    }
  }

  /// Every one must hold: one that doesn't is enough for a no.
  static Verdict all(List<Verdict> parts) {
    List<Verdict> none = parts.stream().filter(Not.class::isInstance).toList();
    if (!none.isEmpty()) {
      return none.getFirst();
    }
    return open(parts, new Holds(grounds(parts)));
  }

  /// One must hold, and is enough for a yes.
  static Verdict any(List<Verdict> parts) {
    List<Verdict> holding = parts.stream().filter(Holds.class::isInstance).toList();
    if (!holding.isEmpty()) {
      return new Holds(grounds(holding));
    }
    return open(parts, new Not(grounds(parts)));
  }

  private static List<Ground> grounds(List<Verdict> parts) {
    List<Ground> grounds = new ArrayList<>();
    for (Verdict part : parts) {
      switch (part) {
        case Holds(var each) -> grounds.addAll(each);
        case Not(var each) -> grounds.addAll(each);
        case Pending _, Thin _, Unreadable _ -> {}
      }
    }
    return List.copyOf(grounds);
  }

  /// The worst of what is open; if nothing is, what is decided.
  private static Verdict open(List<Verdict> parts, Verdict decided) {
    for (Class<? extends Verdict> kind : List.of(Unreadable.class, Thin.class, Pending.class)) {
      for (Verdict part : parts) {
        if (kind.isInstance(part)) {
          return part;
        }
      }
    }
    return decided;
  }
}
