package dev.towpath.signal;

import dev.towpath.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// What a source answered at one time.
public sealed interface Sample {
  /// When it was asked, by Towpath's own clock.
  Instant at();

  /// A number.
  ///
  /// @param value as Towpath counts: parts of one, milliseconds, things
  /// @param traffic on which it rests, if that is measured
  record Good(Instant at, double value, OptionalDouble traffic) implements Sample {}

  /// Too little traffic for a number to say something.
  record Thin(Instant at, double traffic, double floor) implements Sample {}

  /// No number.
  ///
  /// @param why as a short phrase, without secrets
  record Bad(Instant at, String why) implements Sample {}

  /// As JSON values; numbers are texts, since records hold no fractions.
  default Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("at", at().toString());
    switch (this) {
      case Good(_, double value, OptionalDouble traffic) -> {
        json.put("value", Double.toString(value));
        traffic.ifPresent(each -> json.put("traffic", Double.toString(each)));
      }
      case Thin(_, double traffic, double floor) -> {
        json.put("traffic", Double.toString(traffic));
        json.put("floor", Double.toString(floor));
      }
      case Bad(_, String why) -> json.put("none", why);
    }
    return json;
  }

  /// One line of a file of samples.
  default String line(String series) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("series", series);
    json.putAll(json());
    return new String(CanonicalJson.bytes(json), StandardCharsets.UTF_8);
  }
}
