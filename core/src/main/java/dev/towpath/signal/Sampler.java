package dev.towpath.signal;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// Asks for signals and probes, each at its own interval on a thread of its own, until it is
/// closed.
public final class Sampler implements AutoCloseable {
  /// What could not be asked for is asked for again after this time, or its interval if that is
  /// shorter.
  public static final Duration RETRY = Duration.ofSeconds(10);

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /// Asks once.
  @FunctionalInterface
  public interface Asking {
    Sample ask() throws InterruptedException;
  }

  /// Asks for what was before.
  @FunctionalInterface
  public interface Recalling {
    List<Sample> recall() throws InterruptedException;
  }

  /// What is asked for, and where the samples go.
  ///
  /// @param recalling asked once before all else
  public record Feed(Series series, Asking asking, Recalling recalling) {}

  private final InstantSource clock;
  private final BiConsumer<String, Sample> told;
  private final List<Thread> threads = new ArrayList<>();

  /// @param told each sample with its series' name, on the thread that asked
  public Sampler(InstantSource clock, BiConsumer<String, Sample> told) {
    this.clock = clock;
    this.told = told;
  }

  /// Begins to ask.
  public void begin(Feed feed) {
    String name = "towpath-signal-" + feed.series().name();
    threads.add(Thread.ofVirtual().name(name).start(() -> follow(feed)));
  }

  private void follow(Feed feed) {
    try {
      feed.recalling().recall().forEach(feed.series()::add);
      while (!Thread.currentThread().isInterrupted()) {
        long from = System.nanoTime();
        Sample sample = ask(feed);
        feed.series().add(sample);
        told.accept(feed.series().name(), sample);
        Duration pause = sample instanceof Sample.Bad ? retry(feed) : feed.series().every();
        Thread.sleep(pause.minusNanos(System.nanoTime() - from));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// A source that fails in a way that it should not is one that gives no number.
  private Sample ask(Feed feed) throws InterruptedException {
    try {
      return feed.asking().ask();
    } catch (RuntimeException e) {
      return new Sample.Bad(clock.instant(), "it can't be asked: " + e);
    }
  }

  private static Duration retry(Feed feed) {
    Duration every = feed.series().every();
    return every.compareTo(RETRY) < 0 ? every : RETRY;
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
