package dev.towpath.notify;

import dev.towpath.config.GrafanaSettings;
import dev.towpath.json.CanonicalJson;
import dev.towpath.notify.Try.Outcome;
import dev.towpath.problem.ProblemException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Puts annotations into a Grafana, one after the other on a thread of its own; nobody waits for
/// it. What it can't take is told once, and left out.
public final class Grafana implements AutoCloseable {
  /// More wait only for a Grafana that is away for long.
  private static final int MOST_WAITING = 200;

  /// How long what still waits has at the end.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final GrafanaSettings settings;
  private final Map<String, String> variables;
  private final Consumer<String> log;

  /// Nothing in the place of an annotation is the end.
  private final BlockingQueue<Optional<Annotation>> waiting =
      new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread;
  private boolean told;

  /// @param variables for its URL and token
  /// @param log told when it can't be reached; on a thread of its own
  public Grafana(GrafanaSettings settings, Map<String, String> variables, Consumer<String> log) {
    this.settings = settings;
    this.variables = variables;
    this.log = log;
    this.thread = Thread.ofVirtual().name("towpath-grafana").start(this::work);
  }

  /// Puts one in, sooner or later.
  public void put(Annotation annotation) {
    if (!waiting.offer(Optional.of(annotation))) {
      log.accept("warning: too many annotations wait for Grafana; one is left out");
    }
  }

  private void work() {
    try {
      for (Optional<Annotation> next = waiting.take(); next.isPresent(); next = waiting.take()) {
        Annotation annotation = next.get();
        Delivery delivery = Try.patiently("grafana", () -> once(annotation));
        if (!delivery.well() && !told) {
          told = true;
          log.accept("warning: not annotated in Grafana: " + delivery.said());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Try once(Annotation annotation) throws InterruptedException {
    try {
      String url = settings.url().expand(variables).replaceFirst("/*$", "");
      Map<String, String> header =
          Map.of("Authorization", "Bearer " + settings.token().expand(variables));
      return Try.post(url + "/api/annotations", header, json(annotation));
    } catch (ProblemException e) {
      return new Try(Outcome.REFUSED, e.problem().what());
    } catch (IllegalArgumentException e) {
      return new Try(Outcome.REFUSED, "that is no URL that can be asked");
    }
  }

  private static byte[] json(Annotation annotation) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("time", annotation.from().toEpochMilli());
    annotation.until().ifPresent(until -> json.put("timeEnd", until.toEpochMilli()));
    json.put("tags", annotation.tags());
    json.put("text", annotation.text());
    return CanonicalJson.bytes(json);
  }

  /// Waits a little for what was put in last.
  @Override
  public void close() {
    try {
      if (!waiting.offer(Optional.empty()) || !thread.join(PATIENCE)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
