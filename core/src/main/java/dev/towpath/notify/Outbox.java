package dev.towpath.notify;

import dev.towpath.config.Channel;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Hands things over to channels, to each on a thread of its own: one that is dead holds up no
/// other, and nobody waits for any. Each has an outcome, told once: also what could not be handed
/// over before the end. Thread-safe.
public final class Outbox implements AutoCloseable {
  /// More wait only for a channel that is away for long.
  private static final int MOST_WAITING = 100;

  /// How long what was broken off has to say so.
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Duration patience;
  private final Map<Channel, ThreadPoolExecutor> lanes = new HashMap<>();
  private boolean closed;

  /// @param patience how long what still waits has at the end, all channels together
  public Outbox(Duration patience) {
    this.patience = patience;
  }

  /// Hands one over.
  @FunctionalInterface
  public interface Handing {
    Delivery hand() throws InterruptedException;
  }

  private record Parcel(Channel channel, Handing handing, Consumer<Delivery> outcome)
      implements Runnable {
    @Override
    public void run() {
      outcome.accept(handed());
    }

    private Delivery handed() {
      try {
        return handing.hand();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return undelivered("broken off at the end, before it was taken");
      } catch (RuntimeException e) {
        // Its text may hold what must not be shown.
        return undelivered("it failed: " + e.getClass().getSimpleName());
      }
    }

    private void left(String why) {
      outcome.accept(undelivered(why));
    }

    private Delivery undelivered(String why) {
      return new Delivery(channel.word(), false, 0, why);
    }
  }

  /// Puts one in; those for the same channel are handed over in their order.
  ///
  /// @param outcome told on the channel's thread, or on the one that closes this
  public void put(Channel channel, Handing handing, Consumer<Delivery> outcome) {
    Parcel parcel = new Parcel(channel, handing, outcome);
    if (!isTaken(parcel)) {
      parcel.left("too many wait for it, or it is the end");
    }
  }

  private synchronized boolean isTaken(Parcel parcel) {
    try {
      if (!closed) {
        lane(parcel.channel()).execute(parcel);
      }
      return !closed;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private ThreadPoolExecutor lane(Channel channel) {
    return lanes.computeIfAbsent(
        channel,
        _ ->
            new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                Thread.ofVirtual().name("towpath-channel").factory()));
  }

  /// Waits for what was put in, for as long as it may; breaks off the rest, whose outcomes say so.
  @Override
  public void close() {
    List<ThreadPoolExecutor> open = ended();
    boolean interrupted = !await(open, patience);
    for (ThreadPoolExecutor lane : open) {
      lane.shutdownNow().forEach(each -> ((Parcel) each).left("not handed over before the end"));
    }
    interrupted |= !await(open, GRACE);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized List<ThreadPoolExecutor> ended() {
    closed = true;
    lanes.values().forEach(ThreadPoolExecutor::shutdown);
    return List.copyOf(lanes.values());
  }

  /// False if this thread was interrupted meanwhile.
  private static boolean await(List<ThreadPoolExecutor> lanes, Duration length) {
    long end = System.nanoTime() + length.toNanos();
    try {
      for (ThreadPoolExecutor lane : lanes) {
        boolean _ = lane.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
