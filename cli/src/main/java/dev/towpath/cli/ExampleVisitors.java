package dev.towpath.cli;

import dev.towpath.http.LimitedClient;
import dev.towpath.http.NoAnswer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Those who use an example's application all the time: without them there would be nothing to
/// measure. They ask again, whatever they are answered.
final class ExampleVisitors implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final LimitedClient client = new LimitedClient();
  private final Thread thread;

  /// @param url what they ask for
  ExampleVisitors(String url) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    thread = Thread.ofVirtual().name("example-visitors").start(() -> visit(request));
  }

  private void visit(HttpRequest request) {
    while (!Thread.interrupted()) {
      try {
        client.send(request, BodyHandlers.discarding(), LIMIT);
        Thread.sleep(PAUSE);
      } catch (NoAnswer away) {
        // The application is being exchanged; a visitor comes again.
        if (!paused()) {
          return;
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static boolean paused() {
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    client.close();
  }
}
