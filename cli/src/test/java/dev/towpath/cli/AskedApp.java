package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// An example's running application, as a test asks it over HTTP.
///
/// @param address as `http://127.0.0.1:4000`
record AskedApp(String address) {
  private static final Duration STATS_LIMIT = Duration.ofMinutes(1);
  private static final Duration STATS_PAUSE = Duration.ofMillis(200);

  /// The revision that it tells.
  String serves() throws IOException, InterruptedException {
    return get("/health").replaceFirst(".*\"revision\":\"([^\"]*)\".*", "$1");
  }

  String get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(address + path)).build());
  }

  String post(String path) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(address + path))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build());
  }

  private static String send(HttpRequest request) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  /// Lets so many of 100 requests fail.
  void fail(int errors) {
    try {
      post("/fault?errors=" + errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// No request fails any more, and none that failed is counted.
  void mend() throws IOException, InterruptedException {
    fail(0);
    long end = System.nanoTime() + STATS_LIMIT.toNanos();
    while (!get("/stats").contains("\"error_rate\":0.0000")) {
      assertThat(System.nanoTime()).as("still failing").isLessThan(end);
      Thread.sleep(STATS_PAUSE);
    }
  }
}
