package dev.towpath.server.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/// Reads a source at most as often as it wants, one at a time, and never waits for it without a
/// limit. Thread-safe.
final class Reading {
  private final Figures source;
  private final InstantSource clock;
  private final Duration limit;
  private final ReentrantLock one = new ReentrantLock();
  private volatile Read last = new Read(Instant.MIN, List.of());

  private record Read(Instant at, List<Sample> samples) {}

  Reading(Figures source, InstantSource clock, Duration limit) {
    this.source = source;
    this.clock = clock;
    this.limit = limit;
  }

  String word() {
    return source.word();
  }

  /// Empty where the source can't be read in time.
  Optional<List<Sample>> samples() throws InterruptedException {
    FutureTask<List<Sample>> task = new FutureTask<>(this::read);
    Thread thread = Thread.ofVirtual().name("towpath-figures").start(task);
    try {
      return Optional.of(task.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      thread.interrupt();
      return Optional.empty();
    }
  }

  private List<Sample> read() throws Exception {
    one.lockInterruptibly();
    try {
      Instant now = clock.instant();
      if (now.isBefore(last.at()) || !now.isBefore(last.at().plus(source.fresh()))) {
        last = new Read(now, source.read());
      }
      return last.samples();
    } finally {
      one.unlock();
    }
  }
}
