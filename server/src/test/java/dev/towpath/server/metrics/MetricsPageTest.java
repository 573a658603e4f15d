package dev.towpath.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
  private Instant now = Instant.parse("2026-11-22T01:00:00Z");
  private final Counting counting = new Counting();

  /// Counts how often it was read.
  private static final class Counting implements Figures {
    private int reads;

    @Override
    public String word() {
      return "ledger";
    }

    @Override
    public Duration fresh() {
      return Duration.ofSeconds(5);
    }

    @Override
    public List<Sample> read() throws IOException {
      reads++;
      if (reads == 3) {
        throw new IOException("the disk is gone");
      }
      return List.of(Metric.TOWPATH_LEDGER_RECORDS.of(reads));
    }
  }

  @Test
  void aSourceIsReadAgainOnlyWhenWhatItSaidIsOld() throws Exception {
    MetricsPage page = new MetricsPage(List.of(counting), () -> now);
    assertThat(text(page)).contains("towpath_ledger_records 1.0\n");
    now = now.plusSeconds(4);
    assertThat(text(page)).contains("towpath_ledger_records 1.0\n");
    now = now.plusSeconds(1);
    assertThat(text(page)).contains("towpath_ledger_records 2.0\n");
  }

  @Test
  void whatCannotBeReadIsMissingAndSaidToBeDown() throws Exception {
    MetricsPage page = new MetricsPage(List.of(counting), () -> now);
    for (int look = 0; look < 2; look++) {
      assertThat(text(page)).contains("towpath_source_up{source=\"ledger\"} 1.0\n");
      now = now.plusSeconds(5);
    }
    assertThat(text(page))
        .contains("towpath_source_up{source=\"ledger\"} 0.0\n")
        .doesNotContain("towpath_ledger_records");
    assertThat(text(page)).contains("towpath_ledger_records 4.0\n");
  }

  @Test
  void aSourceThatHangsHoldsNobodyUp() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Figures hanging =
        new Figures() {
          @Override
          public String word() {
            return "backups";
          }

          @Override
          public Duration fresh() {
            return Duration.ZERO;
          }

          @Override
          public List<Sample> read() throws IOException {
            try {
              never.await();
              return List.of();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
        };
    MetricsPage page =
        new MetricsPage(List.of(hanging, counting), () -> now, Duration.ofMillis(100));
    assertThat(text(page))
        .contains("towpath_source_up{source=\"backups\"} 0.0\n", "towpath_ledger_records 1.0\n");
  }

  private static String text(MetricsPage page) throws InterruptedException {
    return page.write();
  }
}
