package dev.towpath.release.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.postgres.SessionGroup;
import dev.towpath.release.step.StepResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What becomes of a running step when nobody can watch it any longer.
class AttemptTest {
  private static final long LIMIT_S = 30;

  @Test
  void aStepDoesNotGoOnWithoutItsDriver() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try {
      Attempt attempt = new Attempt(new SessionGroup("test", _ -> {}), AttemptTest::cannotLook);
      assertThatThrownBy(() -> attempt.run(() -> untilInterrupted(ended)))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("the disk is full");
      assertThat(ended.getCount()).isZero();
    } finally {
      ended.countDown();
    }
  }

  private static boolean cannotLook() {
    throw new UncheckedIOException(new IOException("the disk is full"));
  }

  private static StepResult untilInterrupted(CountDownLatch ended) {
    try {
      boolean _ = ended.await(LIMIT_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      ended.countDown();
    }
    return new StepResult.Done(Map.of());
  }
}
