package dev.towpath.signal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;

/// The newest samples of one signal or probe. Thread-safe.
public final class Series {
  /// More than a window of a condition may hold.
  public static final int MOST = 11_000;

  /// Between two samples of a full window lie no more intervals than this.
  private static final int GAP_INTERVALS = 2;

  private final String name;
  private final Duration every;
  private final Duration limit;
  private final Deque<Sample> samples = new ArrayDeque<>();

  /// @param every the interval
  /// @param limit of one answer
  public Series(String name, Duration every, Duration limit) {
    this.name = name;
    this.every = every;
    this.limit = limit;
  }

  public String name() {
    return name;
  }

  public Duration every() {
    return every;
  }

  public synchronized void add(Sample sample) {
    samples.addLast(sample);
    if (samples.size() > MOST) {
      samples.removeFirst();
    }
  }

  public synchronized Optional<Sample> newest() {
    return Optional.ofNullable(samples.peekLast());
  }

  /// The newest samples, the oldest of them first.
  public synchronized List<Sample> newest(int most) {
    List<Sample> newest = new ArrayList<>();
    Iterator<Sample> back = samples.descendingIterator();
    while (back.hasNext() && newest.size() < most) {
      newest.addFirst(back.next());
    }
    return newest;
  }

  /// How many of the newest in a row are no number.
  public synchronized int bad() {
    int bad = 0;
    Iterator<Sample> back = samples.descendingIterator();
    while (back.hasNext() && back.next() instanceof Sample.Bad) {
      bad++;
    }
    return bad;
  }

  /// The longest time that may pass between two samples.
  public Duration gap() {
    return every.multipliedBy(GAP_INTERVALS).plus(limit);
  }

  /// The newest numbers of which every one passes, without a hole among them, the oldest first.
  /// One that could not be asked for is no hole, as long as the next came in time.
  public synchronized List<Sample.Good> streak(DoublePredicate passes, Instant since) {
    List<Sample.Good> streak = new ArrayList<>();
    Iterator<Sample> back = samples.descendingIterator();
    while (back.hasNext()) {
      switch (back.next()) {
        case Sample.Bad _ -> {}
        case Sample.Thin _ -> {
          return streak;
        }
        case Sample.Good good -> {
          boolean hole =
              !streak.isEmpty()
                  && Duration.between(good.at(), streak.getFirst().at()).compareTo(gap()) > 0;
          if (hole || good.at().isBefore(since) || !passes.test(good.value())) {
            return streak;
          }
          streak.addFirst(good);
        }
      }
    }
    return streak;
  }
}
