package dev.towpath.signal;

import com.sun.net.httpserver.HttpExchange;
import dev.towpath.http.FalseServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// A Prometheus whose answers are wrong in one way. It is strict with its caller: anything but a
/// form that is posted to the API with a query in it is refused.
public final class FalsePrometheus implements AutoCloseable {
  private static final int MILLION = 1_000_000;

  /// What is wrong with it.
  public enum Fault {
    EMPTY_VECTOR,
    NAN,
    INFINITE,
    TWO_SERIES,
    MATRIX,
    NO_VALUE,
    ERROR_400,
    ERROR_503,
    REDIRECTION,
    STATUS_ERROR,
    WARNING,
    TEXT,
    CUT_OFF,
    DEEP,
    MILLION_SERIES,
    CLOCK_AHEAD,
    CLOCK_BEHIND,
    STALE,
    SLOW,
    SLOW_BODY
  }

  private final FalseServer server;
  private final Fault fault;

  public FalsePrometheus(Fault fault) {
    this.fault = fault;
    server = new FalseServer(this::answer);
  }

  public String url() {
    return server.url();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
    boolean known =
        exchange.getRequestURI().getPath().equals("/api/v1/query")
            && exchange.getRequestMethod().equals("POST")
            && type.equals("application/x-www-form-urlencoded")
            && form.startsWith("query=");
    if (!known) {
      FalseServer.answer(exchange, 404, "no such thing");
      return;
    }
    Instant now = Instant.now();
    switch (fault) {
      case EMPTY_VECTOR -> FalseServer.answer(exchange, 200, vector(""));
      case NAN -> FalseServer.answer(exchange, 200, vector(series(now, "NaN")));
      case INFINITE -> FalseServer.answer(exchange, 200, vector(series(now, "+Inf")));
      case TWO_SERIES ->
          FalseServer.answer(exchange, 200, vector(series(now, "1") + "," + series(now, "1")));
      case MATRIX ->
          FalseServer.answer(exchange, 200, vector(series(now, "1")).replace("vector", "matrix"));
      case NO_VALUE -> FalseServer.answer(exchange, 200, vector("{\"metric\":{}}"));
      case ERROR_400 ->
          FalseServer.answer(
              exchange, 400, "{\"status\":\"error\",\"error\":\"1:3: parse error\"}");
      case ERROR_503 -> FalseServer.answer(exchange, 503, vector(series(now, "1")));
      case REDIRECTION -> redirect(exchange);
      case STATUS_ERROR ->
          FalseServer.answer(exchange, 200, vector(series(now, "1")).replace("success", "error"));
      case WARNING ->
          FalseServer.answer(
              exchange,
              200,
              vector(series(now, "1")).replaceFirst("\\{", "{\"warnings\":[\"x\"],"));
      case TEXT -> FalseServer.answer(exchange, 200, "1");
      case CUT_OFF -> FalseServer.answer(exchange, 200, vector(series(now, "1")).substring(0, 60));
      case DEEP -> FalseServer.answer(exchange, 200, "{\"a\":" + "[".repeat(50_000));
      case MILLION_SERIES -> million(exchange, series(now, "1"));
      case CLOCK_AHEAD ->
          FalseServer.answer(exchange, 200, vector(series(now.plusSeconds(3600), "1")));
      case CLOCK_BEHIND ->
          FalseServer.answer(exchange, 200, vector(series(now.minusSeconds(3600), "1")));
      case STALE -> stale(exchange, form, now);
      case SLOW -> slow(exchange, now);
      case SLOW_BODY -> slowBody(exchange);
    }
  }

  private void redirect(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Location", url() + "/api/v1/query");
    FalseServer.answer(exchange, 302, "");
  }

  private static void stale(HttpExchange exchange, String form, Instant now) throws IOException {
    long old = now.minusSeconds(240).getEpochSecond();
    String value = form.startsWith("query=timestamp") ? "" + old : "1";
    FalseServer.answer(exchange, 200, vector(series(now, value)));
  }

  private static void slow(HttpExchange exchange, Instant now) throws IOException {
    pause(5000);
    FalseServer.answer(exchange, 200, vector(series(now, "1")));
  }

  /// One letter after the other, so that no wait for a single one is long.
  private static void slowBody(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 1000);
    try (OutputStream body = exchange.getResponseBody()) {
      for (int i = 0; i < 50; i++) {
        body.write(' ');
        body.flush();
        pause(100);
      }
    }
  }

  private static void million(HttpExchange exchange, String series) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      String[] ends = vector("@").split("@", -1);
      body.write(ends[0].getBytes(StandardCharsets.UTF_8));
      byte[] each = (series + ",").getBytes(StandardCharsets.UTF_8);
      for (int i = 1; i < MILLION; i++) {
        body.write(each);
      }
      body.write((series + ends[1]).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String vector(String series) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":["
        + series
        + "]}}";
  }

  private static String series(Instant at, String value) {
    return "{\"metric\":{},\"value\":[" + at.getEpochSecond() + ".5,\"" + value + "\"]}";
  }

  private static void pause(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
