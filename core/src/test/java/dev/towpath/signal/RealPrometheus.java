package dev.towpath.signal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// The installed Prometheus, which scrapes one target every 500 ms.
public final class RealPrometheus implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Process process;
  private final String url;

  /// @param folder for its data
  /// @param target the URL that it scrapes
  public RealPrometheus(Path folder, String target) throws IOException {
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: { scrape_interval: 500ms, scrape_timeout: 400ms }
        scrape_configs:
          - job_name: portal
            static_configs: [{ targets: ['%s'] }]
        """
            .formatted(target.replaceFirst("^http://", "")));
    int port = freePort();
    url = "http://127.0.0.1:" + port;
    process =
        new ProcessBuilder(
                List.of(
                    "prometheus",
                    "--config.file=" + config,
                    "--storage.tsdb.path=" + folder.resolve("data"),
                    "--web.listen-address=127.0.0.1:" + port))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  public String url() {
    return url;
  }

  /// Waits until a query has an answer.
  public void until(String query) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + "/api/v1/query?query=" + query)).build();
      Awaitility.await()
          .atMost(LIMIT)
          .ignoreExceptions()
          .until(
              () ->
                  client
                      .send(request, HttpResponse.BodyHandlers.ofString())
                      .body()
                      .contains("\"value\""));
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
