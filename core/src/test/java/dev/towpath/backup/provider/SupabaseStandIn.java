package dev.towpath.backup.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The published management interface of Supabase as far as restore points go, on this machine. It
/// takes nothing that the interface doesn't describe: paths, methods, bodies, names, the token.
final class SupabaseStandIn implements AutoCloseable {
  static final String PROJECT = "abcdefghijklmnopqrst";
  static final String TOKEN = "sbp_0123456789abcdef";
  private static final int LONGEST_NAME = 20;

  /// An answer that is given instead of the right one, once.
  ///
  /// @param done whether the request is carried out all the same
  /// @param millis how long it takes
  record Trouble(int status, String body, Map<String, String> headers, boolean done, long millis) {
    static Trouble of(int status, String body) {
      return new Trouble(status, body, Map.of(), false, 0);
    }
  }

  /// The method and path of each request, in their order.
  final List<String> heard = new ArrayList<>();

  final Map<String, Queue<Trouble>> troubles = new HashMap<>();

  /// What each look at a point finds, one after the other; the last stays.
  final Queue<String> statuses = new ArrayDeque<>(List.of("AVAILABLE"));

  String projectStatus = "ACTIVE_HEALTHY";
  boolean physical = true;
  private final Map<String, Boolean> points = new HashMap<>();
  private final ExecutorService crew = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  SupabaseStandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(crew);
    server.createContext("/", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// The next request of this method gets it.
  void next(String method, Trouble trouble) {
    troubles.computeIfAbsent(method, _ -> new ArrayDeque<>()).add(trouble);
  }

  private record Answer(int status, String body) {}

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Trouble trouble;
      Answer answer;
      synchronized (this) {
        heard.add(method + " " + exchange.getRequestURI());
        trouble = troubles.getOrDefault(method, new ArrayDeque<>()).poll();
        answer =
            trouble == null || trouble.done()
                ? answer(exchange, method, body)
                : new Answer(trouble.status(), trouble.body());
      }
      if (trouble != null) {
        Thread.sleep(trouble.millis());
        trouble.headers().forEach(exchange.getResponseHeaders()::set);
        answer = new Answer(trouble.status(), trouble.body());
      }
      exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Answer answer(HttpExchange exchange, String method, String body) {
    URI uri = exchange.getRequestURI();
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return said(401, "Unauthorized");
    }
    String base = "/v1/projects/" + PROJECT;
    if (!uri.getPath().startsWith(base)) {
      return said(404, "Project not found");
    }
    return switch (method + " " + uri.getPath().substring(base.length())) {
      case "GET " ->
          new Answer(
              200,
              """
              {"id":"%1$s","ref":"%1$s","organization_id":"o","organization_slug":"o",
               "name":"shop","region":"eu-central-1","created_at":"2030-01-01T00:00:00Z",
               "status":"%2$s","database":{"host":"db.%1$s.supabase.co","version":"15.8.1.079",
               "postgres_engine":"15","release_channel":"ga"}}
              """
                  .formatted(PROJECT, projectStatus));
      case "GET /database/backups" ->
          new Answer(
              200,
              """
              {"region":"eu-central-1","pitr_enabled":false,"walg_enabled":%s,"backups":[],
               "physical_backup_data":{}}
              """
                  .formatted(physical));
      case "POST /database/backups/restore-point" -> made(exchange, body);
      case "GET /database/backups/restore-point" -> point(uri.getQuery());
      default -> said(404, "Cannot " + method + " " + uri.getPath());
    };
  }

  private Answer made(HttpExchange exchange, String body) {
    try {
      JsonObject json = JsonObject.read(body.getBytes(StandardCharsets.UTF_8));
      String name = json.text("name");
      boolean typed =
          "application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"));
      if (!typed || !json.names().equals(List.of("name")) || name.length() > LONGEST_NAME) {
        return said(400, "name: at most 20 characters");
      }
      if (points.putIfAbsent(name, true) != null) {
        return said(400, "There is a restore point of that name.");
      }
      return point(name, "PENDING");
    } catch (Malformed e) {
      return said(400, "Bad body");
    }
  }

  private static Answer point(String name, String status) {
    String done = status.equals("AVAILABLE") ? "\"2030-01-01T00:00:05.5+00:00\"" : "null";
    return new Answer(
        status.equals("PENDING") ? 201 : 200,
        "{\"name\":\"%s\",\"status\":\"%s\",\"completed_on\":%s}".formatted(name, status, done));
  }

  private Answer point(String query) {
    String name = query == null ? "" : query.replace("name=", "");
    if (!points.containsKey(name)) {
      return said(404, "Restore point not found");
    }
    String status = statuses.size() > 1 ? statuses.remove() : statuses.element();
    return new Answer(200, point(name, status).body());
  }

  private static Answer said(int status, String message) {
    return new Answer(status, "{\"message\":\"" + message + "\"}");
  }

  @Override
  public void close() {
    server.stop(0);
    crew.shutdownNow();
  }
}
