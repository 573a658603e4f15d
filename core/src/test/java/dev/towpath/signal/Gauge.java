package dev.towpath.signal;

import com.sun.net.httpserver.HttpExchange;
import dev.towpath.http.FalseServer;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/// A system that runs: it tells its numbers as JSON, and a test turns them.
public final class Gauge implements AutoCloseable {
  private final FalseServer server;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile String answer;
  private volatile int status = 200;

  /// @param answer what it tells first
  public Gauge(String answer) {
    this.answer = answer;
    server = new FalseServer(this::answer);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    FalseServer.answer(exchange, status, answer);
  }

  public String url() {
    return server.url();
  }

  public void tells(String other) {
    answer = other;
  }

  public void fails(int other) {
    status = other;
  }

  /// How often it was asked.
  public int asked() {
    return asked.get();
  }

  @Override
  public void close() {
    server.close();
  }
}
