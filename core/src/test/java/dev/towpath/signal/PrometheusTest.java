package dev.towpath.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.config.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real Prometheus, as a source.
class PrometheusTest {
  @TempDir private Path folder;

  private static Sources sources(Path folder) {
    return new Sources(
        folder,
        Map.of(),
        () -> {
          throw new AssertionError("no database is opened");
        },
        InstantSource.system());
  }

  private Signal signal(RealPrometheus prometheus, String text) throws IOException {
    return Portal.signal(
        folder, "prometheus: '%s', every: 1s, ".formatted(prometheus.url()) + text);
  }

  @Test
  void itsNumbersItsPastAndItsSilence() throws Exception {
    Gauge app = new Gauge("queue 12\nerror_share 0.03\nrequests 40\n");
    try (app;
        RealPrometheus prometheus = new RealPrometheus(folder, app.url());
        Sources sources = sources(folder)) {
      prometheus.until("queue");
      Signal queue = signal(prometheus, "query: queue, unit: count");
      assertThat(sources.ask(queue))
          .isInstanceOfSatisfying(
              Sample.Good.class, good -> assertThat(good.value()).isEqualTo(12));
      assertThat(sources.ask(signal(prometheus, "query: 1 / 0, unit: count")).toString())
          .contains("infinite");
      assertThat(sources.ask(signal(prometheus, "query: queue / 0 * 0, unit: count")).toString())
          .contains("NaN");
      assertThat(sources.ask(signal(prometheus, "query: nothing, unit: count")).toString())
          .contains("no data");
      assertThat(sources.ask(signal(prometheus, "query: 'sum(', unit: count")).toString())
          .contains("status 400", "parse error");
      assertThat(sources.ask(signal(prometheus, "query: '{job=\"portal\"}', unit: count")))
          .isInstanceOf(Sample.Bad.class);
      String thin = "query: error_share, unit: ratio, traffic: sum(requests), floor: 41";
      assertThat(sources.ask(signal(prometheus, thin))).isInstanceOf(Sample.Thin.class);
      past(prometheus, sources);
      app.close();
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(sources.ask(queue).toString()).contains("no data"));
    }
  }

  private void past(RealPrometheus prometheus, Sources sources) throws Exception {
    String text = "query: error_share, unit: ratio, traffic: sum(requests), floor: 20";
    Signal signal = signal(prometheus, text);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> sources.past(signal, Instant.now().minusSeconds(60)).size() >= 3);
    List<Sample> past = sources.past(signal, Instant.now().minusSeconds(60));
    assertThat(past)
        .allSatisfy(
            sample ->
                assertThat(sample)
                    .isInstanceOfSatisfying(
                        Sample.Good.class, good -> assertThat(good.value()).isEqualTo(0.03)));
    assertThat(Duration.between(past.getFirst().at(), past.getLast().at()))
        .isEqualTo(Duration.ofSeconds(past.size() - 1L));
  }
}
