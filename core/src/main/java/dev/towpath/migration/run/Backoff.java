package dev.towpath.migration.run;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The pauses between attempts: each up to twice as long as the one before, by chance, so that
/// two runs that met don't meet again; all together bounded. For one thread.
final class Backoff {
  static final Duration FIRST = Duration.ofMillis(200);
  static final Duration LONGEST = Duration.ofSeconds(10);

  private final long endNanos;
  private final RandomGenerator random;
  private int attempt;

  Backoff(Duration patience, RandomGenerator random) {
    this.endNanos = System.nanoTime() + patience.toNanos();
    this.random = random;
  }

  /// The next pause, or nothing when the patience is at its end.
  Optional<Duration> next() {
    long left = endNanos - System.nanoTime();
    long most = Math.min(LONGEST.toNanos(), FIRST.toNanos() << Math.min(attempt, 10));
    attempt++;
    long pause = most / 2 + random.nextLong(most / 2 + 1);
    return pause < left ? Optional.of(Duration.ofNanos(pause)) : Optional.empty();
  }

  int attempt() {
    return attempt;
  }
}
