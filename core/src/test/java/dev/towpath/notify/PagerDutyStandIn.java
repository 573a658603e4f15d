package dev.towpath.notify;

import com.sun.net.httpserver.HttpExchange;
import dev.towpath.http.FalseServer;
import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// Takes events as PagerDuty's published Events API, version 2, does, and refuses what that
/// refuses: an alert that nobody can resolve, members it doesn't know, a key that is none.
public final class PagerDutyStandIn implements AutoCloseable {
  public static final String KEY = "0123456789abcdef0123456789abcdef";

  private static final int LONGEST_SUMMARY = 1024;
  private static final int LONGEST_KEY = 255;
  private static final Set<String> ALERT =
      Set.of("routing_key", "event_action", "dedup_key", "payload", "links", "images");
  private static final Set<String> ALERT_PAYLOAD =
      Set.of("summary", "timestamp", "severity", "source", "custom_details");
  private static final Set<String> CHANGE = Set.of("routing_key", "payload", "links");
  private static final Set<String> CHANGE_PAYLOAD =
      Set.of("summary", "timestamp", "source", "custom_details");

  public final List<JsonObject> alerts = new CopyOnWriteArrayList<>();
  public final List<JsonObject> changes = new CopyOnWriteArrayList<>();

  /// What was refused, and why.
  public final List<String> refused = new CopyOnWriteArrayList<>();

  private final FalseServer server = new FalseServer(this::answer);

  /// The URL of the API for alerts.
  public String url() {
    return server.url() + "/v2/enqueue";
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] text = exchange.getRequestBody().readAllBytes();
    try {
      JsonObject json = JsonObject.read(text);
      switch (path) {
        case "/v2/enqueue" -> alert(json);
        case "/v2/change/enqueue" -> change(json);
        default -> throw new Malformed("no such API: " + path);
      }
      FalseServer.answer(exchange, 202, "{\"status\":\"success\"}");
    } catch (Malformed | DateTimeException e) {
      refused.add(path + ": " + e.getMessage());
      FalseServer.answer(exchange, 400, "{\"status\":\"invalid event\"}");
    }
  }

  private void alert(JsonObject json) throws Malformed {
    String action = json.text("event_action");
    require(Set.of("trigger", "acknowledge", "resolve").contains(action), "event_action");
    require(action.equals("trigger") || json.names().contains("dedup_key"), "dedup_key");
    require(json.maybeText("dedup_key").orElse("").length() <= LONGEST_KEY, "dedup_key");
    JsonObject payload = json.object("payload");
    require(Set.of("critical", "error", "warning", "info").contains(payload.text("severity")), "s");
    require(!payload.text("source").isEmpty(), "source");
    both(json, payload, ALERT, ALERT_PAYLOAD);
    alerts.add(json);
  }

  private void change(JsonObject json) throws Malformed {
    JsonObject payload = json.object("payload");
    require(payload.text("summary").length() <= LONGEST_SUMMARY, "summary");
    Instant _ = Instant.parse(payload.text("timestamp"));
    both(json, payload, CHANGE, CHANGE_PAYLOAD);
    changes.add(json);
  }

  private static void both(
      JsonObject json, JsonObject payload, Set<String> names, Set<String> ofPayload)
      throws Malformed {
    require(json.text("routing_key").matches("[0-9a-zA-Z]{32}"), "routing_key");
    require(!payload.text("summary").isEmpty(), "summary");
    require(names.containsAll(json.names()), "members " + json.names());
    require(ofPayload.containsAll(payload.names()), "members " + payload.names());
  }

  private static void require(boolean well, String what) throws Malformed {
    if (!well) {
      throw new Malformed(what);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
