package dev.towpath.release.run;

import dev.towpath.config.Channel;
import dev.towpath.config.Project;
import dev.towpath.notify.Courier;
import dev.towpath.notify.Delivery;
import dev.towpath.notify.Message;
import dev.towpath.notify.Outbox;
import dev.towpath.problem.ProblemException;
import dev.towpath.release.step.StepContext;
import dev.towpath.signal.Prompt;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What people are told of a release, and whom that reached. The release never waits for it: other
/// threads deliver, and the driver's writes down what came of it.
final class Bulletin implements AutoCloseable {
  /// How long the last messages have when the driver ends.
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /// How long the control database has then, to take what came of them.
  private static final Duration CONTROL_PATIENCE = Duration.ofSeconds(10);

  private static final Duration RETRY = Duration.ofMillis(500);
  private static final int MOST_NEWS = 1_000;

  private final Path folder;
  private final Courier courier;
  private final Predicate<Map<String, @Nullable Object>> journal;
  private final Consumer<String> screen;
  private final Outbox outbox = new Outbox(PATIENCE);
  private final BlockingQueue<Map<String, @Nullable Object>> news =
      new ArrayBlockingQueue<>(MOST_NEWS);
  private final AtomicInteger lost = new AtomicInteger();

  /// @param journal takes what people were told; false where it can't for the moment
  /// @param screen told by the driver's thread whom something reached
  Bulletin(
      Around around, Predicate<Map<String, @Nullable Object>> journal, Consumer<String> screen) {
    this.folder = around.project();
    this.courier =
        new Courier(
            around.variables(), new Prompt(around.project(), around.variables(), Optional.empty()));
    this.journal = journal;
    this.screen = screen;
  }

  /// What stands in `towpath.yaml`; empty while it can't be read.
  Optional<Project> settings() {
    try {
      return Optional.of(StepContext.settings(folder));
    } catch (ProblemException e) {
      return Optional.empty();
    }
  }

  /// One way of a channel.
  ///
  /// @param change when it was, for one that is told of a change and not of something to act on
  record Way(String name, Channel channel, Optional<Instant> change) {}

  /// All ways of some channels of `towpath.yaml`.
  static List<Way> ways(Project project, Collection<String> names) {
    List<Way> ways = new ArrayList<>();
    for (String name : names) {
      for (Channel channel : project.channels().getOrDefault(name, List.of())) {
        ways.add(new Way(name, channel, Optional.empty()));
      }
    }
    return ways;
  }

  /// Tells people, on other threads. What is written down of it waits until each way has an
  /// outcome.
  ///
  /// @param body of the journal's event, to which the message and its deliveries are added
  void tell(List<Way> ways, Message message, Map<String, @Nullable Object> body) {
    Map<String, @Nullable Object> event = new LinkedHashMap<>(body);
    event.put("message", message.text());
    Outcomes outcomes = new Outcomes(event, ways.size());
    if (ways.isEmpty()) {
      note(event);
    }
    for (int at = 0; at < ways.size(); at++) {
      Way way = ways.get(at);
      int place = at;
      outbox.put(
          way.channel(),
          () -> hand(way, message),
          delivery -> outcomes.add(place, way.name(), delivery));
    }
  }

  private Delivery hand(Way way, Message message) throws InterruptedException {
    return way.change().isPresent() && way.channel() instanceof Channel.PagerDuty pager
        ? courier.deliverChange(pager, message, way.change().get())
        : courier.deliver(way.channel(), message);
  }

  /// Has something written down that nobody is told.
  void note(Map<String, @Nullable Object> event) {
    if (!news.offer(event)) {
      lost.incrementAndGet();
    }
  }

  /// The outcomes of one message, in the order of its ways.
  private final class Outcomes {
    private final Map<String, @Nullable Object> event;
    private final List<Map<String, @Nullable Object>> all = new ArrayList<>();
    private int open;

    Outcomes(Map<String, @Nullable Object> event, int open) {
      this.event = event;
      this.open = open;
      for (int at = 0; at < open; at++) {
        all.add(Map.of());
      }
    }

    synchronized void add(int place, String name, Delivery delivery) {
      all.set(place, evidence(name, delivery));
      open--;
      if (open == 0) {
        event.put("deliveries", all);
        note(event);
      }
    }
  }

  private static Map<String, @Nullable Object> evidence(String name, Delivery delivery) {
    Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
    evidence.put("to", name);
    evidence.put("channel", delivery.channel());
    evidence.put("delivered", delivery.well());
    evidence.put("tries", delivery.tries());
    evidence.put("answered", delivery.said());
    return evidence;
  }

  /// Writes down what was told, until the journal can't take it; the rest is written later. Called
  /// by the driver's thread.
  boolean handOver() {
    for (Map<String, @Nullable Object> next = news.peek(); next != null; next = news.peek()) {
      if (!journal.test(next)) {
        return false;
      }
      news.remove();
      ToldLine.of(next).forEach(screen);
    }
    return true;
  }

  @Override
  public void close() {
    outbox.close();
    try {
      long end = System.nanoTime() + CONTROL_PATIENCE.toNanos();
      while (!handOver() && System.nanoTime() < end) {
        Thread.sleep(RETRY);
      }
    } catch (ProblemException e) {
      screen.accept("warning: " + e.problem().what());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    int unwritten = news.size() + lost.get();
    if (unwritten > 0) {
      screen.accept("warning: the record doesn't say whom " + unwritten + " messages reached");
    }
  }
}
