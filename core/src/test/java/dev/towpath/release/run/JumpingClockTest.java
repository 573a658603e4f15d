package dev.towpath.release.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.RunState.Standing;
import dev.towpath.release.journal.StepState.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A driver whose clock is set while it drives.
class JumpingClockTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;

  /// An hour back while it waits: it keeps its right to drive. An hour on: the time is come.
  @Test
  void aClockThatJumpsTakesNobodysRightAway() throws Exception {
    try (Quay quay = new Quay(folder, "steps:\n  - wait: 30m\n")) {
      FutureTask<RunState> driven = new FutureTask<>(quay::drive);
      Thread.ofPlatform().start(driven);
      Awaitility.await()
          .atMost(LIMIT)
          .until(() -> quay.journal.state(quay.id).step(1).phase() == Phase.WAITING);
      quay.ahead = Duration.ofHours(-1);
      String expires = "select extract(epoch from expires) from towpath_control.release";
      double before = Double.parseDouble(Quay.query(quay.controlUrl, expires));
      Awaitility.await()
          .atMost(LIMIT)
          .until(() -> Double.parseDouble(Quay.query(quay.controlUrl, expires)) > before);
      assertThatThrownBy(quay::take).hasMessageContaining("is driven already");
      assertThat(driven.isDone()).isFalse();
      quay.ahead = Duration.ofHours(1);
      assertThat(driven.get(60, TimeUnit.SECONDS).standing()).isEqualTo(Standing.DONE);
    }
  }
}
