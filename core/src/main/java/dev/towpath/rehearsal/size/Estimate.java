package dev.towpath.rehearsal.size;

import dev.towpath.rehearsal.ObservedStatement;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a statement costs on the target.
///
/// @param time of all its efforts; without what is unknown
record Estimate(
    ObservedStatement statement, Efforts efforts, Optional<PlanReader.Planned> planned, Span time) {

  static Estimate of(
      ObservedStatement statement,
      Efforts efforts,
      Optional<PlanReader.Planned> planned,
      Map<Work, Pace> paces) {
    Span time = Span.NONE;
    for (Effort effort : efforts.all()) {
      Pace pace = paces.get(effort.work());
      if (pace != null) {
        time = time.plus(pace.time(effort));
      }
    }
    return new Estimate(statement, efforts, planned, time);
  }

  boolean nothing() {
    return efforts.all().isEmpty() && efforts.unknown().isEmpty();
  }

  boolean complete() {
    return efforts.unknown().isEmpty();
  }

  /// The time for a person: `1.2 s to 40 s`, `unknown`.
  String timeWords() {
    if (efforts.all().isEmpty()) {
      return "unknown";
    }
    return (complete() ? "" : "unknown, beside ") + time.words();
  }

  /// What the time rests on.
  String derivation() {
    return Stream.concat(efforts.all().stream().map(Effort::words), efforts.unknown().stream())
        .collect(Collectors.joining("; "));
  }
}
