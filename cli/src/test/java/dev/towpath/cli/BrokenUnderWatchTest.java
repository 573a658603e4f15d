package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each example's release, broken by the fault switch of its application while it is watched: a
/// real Prometheus sees it, and the release goes back by itself, within the time that its runbook
/// gives, and says so in all that it writes.
@Tag("slow")
class BrokenUnderWatchTest {
  private static final String SETTINGS = "towpath.yaml";
  private static final String RUNBOOK = "runbooks/release.yaml";

  /// How long a minute of watching lasts here: several samples.
  private static final Duration MINUTE = Duration.ofMillis(900);

  /// What the rate that Prometheus is asked for, its scrapes and the samples take until they show
  /// a fault, with time to spare for a machine that has much to do.
  private static final Duration SEEN = Duration.ofSeconds(15);

  private static final Pattern OWN_SIGNALS = Pattern.compile("(?ms)^signals:$.*?(?=^\\S)");
  private static final String SIGNALS =
      """
      signals:
        error-rate:
          prometheus: ${PROMETHEUS_URL}
          query: >-
            (sum(rate(http_requests_total{status=~"5.."}[5s])) or vector(0))
            / sum(rate(http_requests_total[5s]))
          traffic: sum(rate(http_requests_total[5s]))
          floor: 0.1
          every: 1s
          unit: ratio
        p95:
          prometheus: ${PROMETHEUS_URL}
          query: >-
            1000 * histogram_quantile(
              0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5s])))
          traffic: sum(rate(http_requests_total[5s]))
          floor: 0.1
          every: 1s
          unit: ms
      """;

  /// Each example, the step under which it breaks, how it breaks, and what notices.
  enum Broken {
    BETTER_COMPLY("The first minutes", "BACKEND_PORT", "errors=30", "error-rate > 2%", 10),
    CUSTOMER_PORTAL("Watched until the decision", "BFF_PORT", "errors=30", "error-rate > 2%", 5),
    ENCORE_OS("The first minutes", "BACKEND_PORT", "errors=30", "error-rate > 2%", 5),
    IBIMINA("Watched for 30 minutes", "ADMIN_PORT", "latency=2200", "p95 > 2s", 5),
    ICUPA("Errors and the slowest requests", "BACKEND_PORT", "latency=500", "p95 < 350ms", 30);

    private final String step;
    private final String port;
    private final String fault;
    private final String condition;
    private final int minutes;

    Broken(String step, String port, String fault, String condition, int minutes) {
      this.step = step;
      this.port = port;
      this.fault = fault;
      this.condition = condition;
      this.minutes = minutes;
    }

    private String example() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// How long it may be broken before the way back begins.
    private Duration limit() {
      return MINUTE.multipliedBy(minutes).plus(SEEN);
    }
  }

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void theReleaseGoesBackByItself(Broken broken) throws Exception {
    try (Staged staged = Staged.open(broken.example(), folder);
        Prometheus prometheus = Prometheus.scraping(folder, port(staged, broken))) {
      watchedByPrometheus(staged, prometheus);
      if (broken == Broken.IBIMINA) {
        staged.releaseOnStaging("on-staging", "runbooks/staging.yaml");
      }
      String before = staged.serves(broken.port);
      AtomicReference<Instant> since = new AtomicReference<>();
      staged.people().atStep(broken.step, () -> breakIt(staged, broken, since));
      RunState run = staged.release("broken", RUNBOOK);
      staged.ended(run, RunState.Standing.ROLLED_BACK);
      assertThat(staged.serves(broken.port)).isEqualTo(before);
      RunEvent back = run.goingBack().orElseThrow();
      assertThat(back.text("why")).contains(broken.condition);
      assertThat(back.at()).isBefore(since.get().plus(broken.limit()));
      assertThat(staged.read("docs/runbooks/rollback-log.md")).contains(broken.condition);
      assertThat(staged.note("broken")).contains("rolled back", broken.condition);
      Path incidents = staged.stage().folder().resolve("docs/quality/incidents");
      assertThat(Files.exists(incidents)).isEqualTo(broken == Broken.BETTER_COMPLY);
    }
  }

  private static int port(Staged staged, Broken broken) {
    return Integer.parseInt(staged.stage().variables().getOrDefault(broken.port, ""));
  }

  /// The example's signals and the lengths of its watches are others; nothing else is.
  private static void watchedByPrometheus(Staged staged, Prometheus prometheus)
      throws IOException, InterruptedException {
    staged.stage().variables().put("PROMETHEUS_URL", prometheus.url());
    String settings = staged.read(SETTINGS);
    Matcher own = OWN_SIGNALS.matcher(settings);
    assertThat(own.find()).isTrue();
    String lighthouse =
        own.group()
            .lines()
            .filter(line -> line.contains("lighthouse"))
            .collect(Collectors.joining("\n"));
    staged.commit(
        SETTINGS,
        own.replaceFirst(Matcher.quoteReplacement(SIGNALS + lighthouse + "\n")),
        RUNBOOK,
        ExampleCheckout.shortened(bundled(staged), MINUTE));
  }

  /// The runbook as it stands in Towpath's repository.
  private static String bundled(Staged staged) {
    return Objects.requireNonNull(
        Bundled.files("examples/" + staged.stage().checkout().example()).get(RUNBOOK));
  }

  private static void breakIt(Staged staged, Broken broken, AtomicReference<Instant> since) {
    try {
      since.set(Instant.now());
      staged.post(broken.port, "/fault?" + broken.fault);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
