package dev.towpath.signal.condition;

import dev.towpath.signal.Series;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;

/// What conditions are judged by.
///
/// @param series by the name of a signal, or [#probe] of a probe: 1 is that it fails
/// @param baseline of signals, as Towpath counts
/// @param since samples from before count for no window
/// @param regression whether a person declared one
public record Facts(
    Map<String, Series> series, Map<String, Double> baseline, Instant since, boolean regression) {

  /// The name of a probe's series.
  public static String probe(String name) {
    return "probe " + name;
  }

  /// The baseline of a signal, if it has one.
  public OptionalDouble baseline(String signal) {
    Double value = baseline.get(signal);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  public Facts with(boolean declared) {
    return new Facts(series, baseline, since, declared);
  }
}
