package dev.towpath.cli;

import dev.towpath.backup.BackupListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Tells a person on `err` how far a backup is: bytes, and the time that is left.
final class BackupProgress implements BackupListener, AutoCloseable {
  /// An estimate from less than this part would jump about.
  private static final double ENOUGH = 0.02;

  private final Progress progress;
  private final Interruption interruption;
  private final InstantSource clock;
  private Instant began;

  BackupProgress(Progress progress, Interruption interruption, InstantSource clock) {
    this.progress = progress;
    this.interruption = interruption;
    this.clock = clock;
    this.began = clock.instant();
  }

  @Override
  public void began(int tables, long bytes) {
    began = clock.instant();
    progress.say("backing up " + Counts.of(tables, "table") + ", " + Amount.bytes(bytes));
  }

  @Override
  public void reached(long done, long bytes) {
    double part = bytes == 0 ? 0 : (double) done / bytes;
    String left = "";
    if (part >= ENOUGH) {
      double gone = Duration.between(began, clock.instant()).toMillis();
      left = ", " + Progress.words(Duration.ofMillis((long) (gone * (1 - part) / part))) + " left";
    }
    progress.now(Amount.bytes(done) + " of " + Amount.bytes(bytes) + left);
  }

  @Override
  public void keeping() {
    progress.now("hashing the files and putting them into their place");
  }

  @Override
  public void close() {
    progress.end();
    interruption.close();
  }
}
