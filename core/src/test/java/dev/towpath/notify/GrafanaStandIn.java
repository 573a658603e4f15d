package dev.towpath.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.towpath.config.GrafanaSettings;
import dev.towpath.config.Template;
import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import dev.towpath.problem.Location;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Takes annotations as Grafana's published HTTP API does, and refuses what that refuses.
public final class GrafanaStandIn implements AutoCloseable {
  private static final Set<String> MEMBERS =
      Set.of("dashboardUID", "panelId", "time", "timeEnd", "tags", "text");

  public final List<JsonObject> taken = new CopyOnWriteArrayList<>();
  public final Map<String, String> variables;

  /// How many requests are still answered as by one that is being started.
  public final AtomicInteger away = new AtomicInteger();

  private final HttpServer server;

  public GrafanaStandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/api/annotations", this::answer);
    server.start();
    variables =
        Map.of("G", "http://localhost:" + server.getAddress().getPort() + "/", "T", "glsa_secret");
  }

  public static GrafanaSettings settings() {
    Location nowhere = Location.file("towpath.yaml");
    return new GrafanaSettings(new Template("${G}", nowhere), new Template("${T}", nowhere));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status(exchange), -1);
    }
  }

  private int status(HttpExchange exchange) throws IOException {
    if (away.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return 503;
    }
    if (!"Bearer glsa_secret".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return 401;
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return 405;
    }
    try {
      JsonObject json = JsonObject.read(exchange.getRequestBody().readAllBytes());
      boolean well =
          MEMBERS.containsAll(json.names())
              && !json.text("text").isEmpty()
              && json.number("time") > 1_700_000_000_000L
              && !json.texts("tags").contains("");
      if (well && json.names().contains("timeEnd")) {
        well = json.number("timeEnd") >= json.number("time");
      }
      if (well) {
        taken.add(json);
      }
      return well ? 200 : 400;
    } catch (Malformed e) {
      return 400;
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
