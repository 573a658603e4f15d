package dev.towpath.release.step;

import com.sun.net.httpserver.HttpExchange;
import dev.towpath.http.FalseServer;
import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/// A vendor's API on loopback: it answers what it was told to answer, and refuses what the
/// published API refuses.
final class StandIn implements AutoCloseable {
  private final FalseServer server;
  private final Predicate<HttpExchange> allowed;
  private final Map<String, String> answers = new ConcurrentHashMap<>();

  /// Each request that changes something, as `POST /path body`.
  final List<String> told = new CopyOnWriteArrayList<>();

  /// @param allowed whether a request has what the vendor asks of each one; else it is a 401
  StandIn(Predicate<HttpExchange> allowed) {
    this.allowed = allowed;
    server = new FalseServer(this::answer);
  }

  String url() {
    return server.url();
  }

  /// @param request as `GET /path`, with the path as it is sent and without its query
  void on(String request, String answer) {
    answers.put(request, answer);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    String answer = answers.get(request);
    int status = allowed.test(exchange) ? answer == null ? 404 : 200 : 401;
    if (status == 200 && !exchange.getRequestMethod().equals("GET")) {
      status = isComment(exchange, body) ? 201 : 400;
      told.add(request + " " + new String(body, StandardCharsets.UTF_8));
    }
    FalseServer.answer(exchange, status, status / 100 == 2 && answer != null ? answer : "{}");
  }

  /// What both forges want of a comment.
  private static boolean isComment(HttpExchange exchange, byte[] body) {
    try {
      return "application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))
          && !JsonObject.read(body).text("body").isBlank();
    } catch (Malformed e) {
      return false;
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
