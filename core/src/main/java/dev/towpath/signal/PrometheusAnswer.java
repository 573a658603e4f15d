package dev.towpath.signal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Prometheus answered: one series, or the reason why there is none.
///
/// @param type `vector`, `scalar` or `matrix`
/// @param result JSON values
record PrometheusAnswer(String type, List<? extends @Nullable Object> result) {

  record Point(Instant at, double value) {}

  /// An empty answer is none, and so is one that Prometheus itself calls incomplete.
  static PrometheusAnswer of(Web.Json json) throws NoNumber {
    if (!"success".equals(json.members().get("status"))) {
      throw new NoNumber("the answer is no success: " + json.members().get("error"));
    }
    if (json.members().get("warnings") instanceof List<?> warnings && !warnings.isEmpty()) {
      throw new NoNumber("the answer comes with a warning: " + warnings.getFirst());
    }
    if (json.members().get("data") instanceof Map<?, ?> data
        && data.get("resultType") instanceof String type
        && data.get("result") instanceof List<?> result) {
      return new PrometheusAnswer(type, result);
    }
    throw new NoNumber("the answer is none of Prometheus");
  }

  /// The one number of an instant query.
  Point point() throws NoNumber {
    return switch (type) {
      case "scalar" -> point(result);
      case "vector" -> point(one().get("value"));
      default -> throw new NoNumber("a " + type + " is not one number");
    };
  }

  /// The numbers of a range query.
  List<Point> points() throws NoNumber {
    if (!type.equals("matrix") || !(one().get("values") instanceof List<?> values)) {
      throw new NoNumber("a " + type + " is no series of numbers");
    }
    List<Point> points = new ArrayList<>();
    for (Object each : values) {
      points.add(point(each));
    }
    return points;
  }

  private Map<?, ?> one() throws NoNumber {
    if (result.isEmpty()) {
      throw new NoNumber("there is no such series: no data");
    }
    if (result.size() > 1) {
      throw new NoNumber(result.size() + " series instead of one: sum() or max() makes them one");
    }
    if (result.getFirst() instanceof Map<?, ?> series) {
      return series;
    }
    throw new NoNumber("the answer is none of Prometheus");
  }

  private static Point point(@Nullable Object pair) throws NoNumber {
    if (pair instanceof List<?> two
        && two.size() == 2
        && two.getFirst() instanceof Number seconds
        && two.getLast() instanceof String text) {
      Instant at = Instant.ofEpochMilli(Math.round(seconds.doubleValue() * 1000));
      return new Point(at, number(text));
    }
    throw new NoNumber("the answer has no number");
  }

  private static double number(String text) throws NoNumber {
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> NoNumber.number(text);
    };
  }
}
