package dev.towpath.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Bytes of bytes, and the time that is left, on the live line.
final class ByteProgress {
  /// An estimate from less than this part would jump about.
  private static final double ENOUGH = 0.02;

  private final Progress progress;
  private final InstantSource clock;
  private Instant began;

  ByteProgress(Progress progress, InstantSource clock) {
    this.progress = progress;
    this.clock = clock;
    this.began = clock.instant();
  }

  void begin() {
    began = clock.instant();
  }

  /// @param bytes of all; 0 where nobody knows
  void reached(long done, long bytes) {
    if (bytes == 0) {
      progress.now(Amount.bytes(done));
      return;
    }
    double part = (double) done / bytes;
    String left = "";
    if (part >= ENOUGH) {
      double gone = Duration.between(began, clock.instant()).toMillis();
      left = ", " + Progress.words(Duration.ofMillis((long) (gone * (1 - part) / part))) + " left";
    }
    progress.now(Amount.bytes(done) + " of " + Amount.bytes(bytes) + left);
  }
}
