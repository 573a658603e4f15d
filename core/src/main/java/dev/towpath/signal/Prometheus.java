package dev.towpath.signal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.towpath.config.Signal;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// One signal of a Prometheus, by its HTTP API.
///
/// An instant query is evaluated at the time of the server, which it tells: a clock that is off is
/// no number. A plain selector gives the last value of up to five minutes ago; so its own time is
/// asked for too.
record Prometheus(
    Web web,
    Signal signal,
    Signal.Prometheus source,
    Map<String, String> variables,
    InstantSource clock) {
  private static final Pattern SELECTOR =
      Pattern.compile("\\s*[a-zA-Z_:][a-zA-Z0-9_:]*\\s*(\\{[^{}]*}\\s*)?");
  private static final int OLDEST_INTERVALS = 2;
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(2);

  /// The API refuses longer series.
  private static final int MOST_POINTS = 11_000;

  Sample ask(Instant at) throws NoNumber, InterruptedException {
    OptionalDouble traffic = OptionalDouble.empty();
    if (signal.traffic().isPresent()) {
      double amount = number(signal.traffic().get().source());
      Optional<Sample> thin = Sources.thin(at, signal, amount);
      if (thin.isPresent()) {
        return thin.get();
      }
      traffic = OptionalDouble.of(amount);
    }
    return Sources.good(at, signal, number(source.query()), traffic);
  }

  private double number(String query) throws NoNumber, InterruptedException {
    PrometheusAnswer.Point point = instant(query);
    fresh(point.at(), "the clock there");
    double number = NoNumber.finite(point.value());
    if (SELECTOR.matcher(query).matches()) {
      double seconds = NoNumber.finite(instant("timestamp(" + query + ")").value());
      fresh(Instant.ofEpochMilli(Math.round(seconds * 1000)), "the last value there");
    }
    return number;
  }

  private PrometheusAnswer.Point instant(String query) throws NoNumber, InterruptedException {
    return PrometheusAnswer.of(ask("query", "query=" + encoded(query))).point();
  }

  private void fresh(Instant time, String what) throws NoNumber {
    Instant now = clock.instant();
    Duration away = Duration.between(time, now);
    Duration most = signal.every().multipliedBy(OLDEST_INTERVALS);
    Duration tolerated = most.compareTo(CLOCKS_DIFFER) < 0 ? CLOCKS_DIFFER : most;
    if (away.abs().compareTo(tolerated) > 0) {
      String word = away.isNegative() ? " in the future" : " old";
      throw new NoNumber(what + " is " + away.abs().toSeconds() + " s" + word);
    }
  }

  /// One sample an interval, as instant queries would have given them.
  List<Sample> past(Instant from, Instant to) throws NoNumber, InterruptedException {
    long points = Duration.between(from, to).dividedBy(signal.every()) + 1;
    Instant first =
        points <= MOST_POINTS ? from : to.minus(signal.every().multipliedBy(MOST_POINTS - 1));
    NavigableMap<Instant, Double> values = range(source.query(), first, to);
    Optional<NavigableMap<Instant, Double>> traffic = Optional.empty();
    if (signal.traffic().isPresent()) {
      traffic = Optional.of(range(signal.traffic().get().source(), first, to));
    }
    List<Sample> samples = new ArrayList<>();
    for (Map.Entry<Instant, Double> each : values.entrySet()) {
      samples.add(sample(each.getKey(), each.getValue(), traffic));
    }
    return samples;
  }

  private Sample sample(Instant at, double value, Optional<NavigableMap<Instant, Double>> traffic) {
    try {
      if (traffic.isEmpty()) {
        return Sources.good(at, signal, value, OptionalDouble.empty());
      }
      double amount = NoNumber.finite(traffic.get().getOrDefault(at, Double.NaN));
      Optional<Sample> thin = Sources.thin(at, signal, amount);
      return thin.isPresent()
          ? thin.get()
          : Sources.good(at, signal, value, OptionalDouble.of(amount));
    } catch (NoNumber e) {
      return new Sample.Bad(at, e.why());
    }
  }

  private NavigableMap<Instant, Double> range(String query, Instant from, Instant to)
      throws NoNumber, InterruptedException {
    String form =
        "query=%s&start=%s&end=%s&step=%s"
            .formatted(encoded(query), from, to, seconds(signal.every().toMillis()));
    NavigableMap<Instant, Double> values = new TreeMap<>();
    for (PrometheusAnswer.Point point : PrometheusAnswer.of(ask("query_range", form)).points()) {
      values.put(point.at(), point.value());
    }
    return values;
  }

  private static String seconds(long milliseconds) {
    return milliseconds / 1000 + "." + "%03d".formatted(milliseconds % 1000);
  }

  private Web.Json ask(String what, String form) throws NoNumber, InterruptedException {
    String base = source.url().expand(variables).replaceFirst("/+$", "");
    Map<String, String> headers = Web.headers(source.headers(), variables);
    return web.post(base + "/api/v1/" + what, headers, form, signal.limit());
  }

  private static String encoded(String query) {
    return URLEncoder.encode(query, UTF_8);
  }
}
