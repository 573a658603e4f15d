package dev.towpath.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Answers requests on one address, each on a virtual thread, until it is closed.
public final class WebServer implements AutoCloseable {
  private static final int MOST_AT_ONCE = 32;
  private static final int LARGEST_BODY_BYTES = 1 << 20;

  /// How long requests at work have when the server ends.
  private static final int PATIENCE_SECONDS = 5;

  static {
    // The JDK's server waits for a request without limit unless it is told otherwise, once.
    limit("sun.net.httpserver.maxReqTime", 20);
    limit("sun.net.httpserver.maxRspTime", 60);
    limit("jdk.httpserver.maxConnections", 200);
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private final Listen listen;
  private final Map<String, Route> routes;
  private final Consumer<String> log;

  private WebServer(HttpServer server, Listen listen, Routes routes) {
    this.server = server;
    this.listen = listen;
    this.routes = routes.byPath();
    this.log = routes.log();
  }

  private static void limit(String name, int value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, String.valueOf(value));
    }
  }

  /// Begins to answer.
  ///
  /// @throws ProblemException with `serve-address` where nobody can listen there
  public static WebServer start(Listen listen, Routes routes) {
    try {
      WebServer web = new WebServer(HttpServer.create(listen.address(), 0), listen, routes);
      web.server.setExecutor(web.threads);
      web.server.createContext("/", web::handle);
      web.server.start();
      return web;
    } catch (IOException e) {
      throw Problem.of("serve-address", Exit.UNREACHABLE, "Nobody can listen at that address.")
          .because(listen.address() + ": " + e.getMessage())
          .leaving("Nothing listens.")
          .next("End the program that has the port, or take another one with --listen.")
          .exception(e);
    }
  }

  /// Where it listens, with the port that it got.
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = answer(exchange);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(answer.status(), head ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    Route route = routes.get(exchange.getRequestURI().getPath());
    if (route == null) {
      return Answer.text(Answer.NOT_FOUND, "There is " + String.join(", ", routes.keySet()) + ".");
    }
    String method = exchange.getRequestMethod().replace("HEAD", "GET");
    if (!route.method().equals(method)) {
      exchange.getResponseHeaders().set("Allow", route.method());
      return Answer.text(Answer.WRONG_METHOD, "It takes " + route.method() + ".");
    }
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (!listen.lets(route.access(), Optional.ofNullable(authorization))) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
      return Answer.text(Answer.UNAUTHORIZED, "It takes the token in " + Token.VARIABLE + ".");
    }
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY_BYTES + 1);
    if (body.length > LARGEST_BODY_BYTES) {
      return Answer.text(Answer.TOO_LARGE, "It takes at most " + LARGEST_BODY_BYTES + " bytes.");
    }
    if (!places.tryAcquire()) {
      return Answer.text(Answer.AWAY, "Too many requests at once.");
    }
    try {
      return ask(route, body);
    } finally {
      places.release();
    }
  }

  private Answer ask(Route route, byte[] body) {
    try {
      return route.handler().answer(body);
    } catch (ProblemException e) {
      return Answer.text(Answer.AWAY, e.problem().what());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.text(Answer.AWAY, "The server ends.");
    } catch (RuntimeException e) {
      log.accept("fault: a request was not answered: " + e);
      return Answer.text(Answer.FAULT, "A fault of Towpath itself.");
    }
  }

  /// Takes no more requests, and waits a little for those at work.
  @Override
  public void close() {
    server.stop(places.availablePermits() == MOST_AT_ONCE ? 0 : PATIENCE_SECONDS);
    threads.shutdownNow();
  }
}
