package dev.towpath.release.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.RunState.Standing;
import dev.towpath.release.journal.StepState.Phase;
import dev.towpath.signal.Gauge;
import dev.towpath.signal.Portal;
import dev.towpath.signal.RealPrometheus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A window that began under one driver and is full under the next: the real Prometheus knows what
/// nobody was there to see.
@Tag("slow")
class TriggersAfterCrashTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String TEXT =
      """
      rollback-when: [errors > 2% for 6s]
      steps:
        - sql: { query: create table boat (name text), undo: drop table boat }
        - decide: all clear?
      """;

  @TempDir private Path folder;

  @Test
  void theNextDriverReadsWhatTheLastOneSaw() throws Exception {
    try (Gauge app = new Gauge("error_share 0.01\n");
        RealPrometheus prometheus = new RealPrometheus(folder, app.url())) {
      prometheus.until("error_share");
      Portal.of(
          folder,
          "signals: { errors: { prometheus: '%s', query: error_share, unit: ratio, every: 1s } }\n"
              .formatted(prometheus.url()));
      try (Quay quay = new Quay(folder, TEXT)) {
        Thread first = Thread.ofPlatform().daemon().start(() -> drive(quay, quay.take()));
        Awaitility.await()
            .atMost(LIMIT)
            .until(() -> quay.journal.state(quay.id).step(2).phase() == Phase.WAITING);
        app.tells("error_share 0.2\n");
        Thread.sleep(Duration.ofSeconds(4));
        first.interrupt();
        first.join(LIMIT);
        quay.letLeaseRunOut();
        CompletableFuture<RunState> second =
            CompletableFuture.supplyAsync(() -> drive(quay, quay.take()));
        RunState run = second.get(60, TimeUnit.SECONDS);
        assertThat(run.standing()).isEqualTo(Standing.ROLLED_BACK);
        assertThat(firstSample(run)).isBefore(run.last(RunEvent.Kind.TAKEN).orElseThrow().at());
      }
    }
  }

  private static List<?> list(@Nullable Object value) {
    return (List<?>) Objects.requireNonNull(value);
  }

  private static Instant firstSample(RunState run) {
    List<?> grounds = list(run.goingBack().orElseThrow().body().get("grounds"));
    List<?> samples = list(((Map<?, ?>) grounds.getFirst()).get("samples"));
    return Instant.parse(String.valueOf(((Map<?, ?>) samples.getFirst()).get("at")));
  }

  private static RunState drive(Quay quay, Lease lease) {
    try {
      return quay.driver(lease, quay.runbook).drive();
    } catch (InterruptedException e) {
      return quay.journal.state(quay.id);
    }
  }
}
