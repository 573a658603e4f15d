package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Prometheus of its own on loopback, from Debian's package, ended when it is closed.
final class Prometheus implements AutoCloseable {
  private static final Pattern VALUE = Pattern.compile("\"value\":\\[[0-9.]+,\"([^\"]*)\"]");
  private static final Duration START = Duration.ofSeconds(30);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final URI address;

  private Prometheus(Process process, int port) {
    this.process = process;
    this.address = URI.create("http://127.0.0.1:" + port + "/");
  }

  /// One that scrapes a server each second.
  static Prometheus scraping(Path folder, int port) throws IOException {
    return start(
        folder,
        """
        global: { scrape_interval: 1s, evaluation_interval: 1s }
        scrape_configs:
          - job_name: towpath
            static_configs: [{ targets: ["127.0.0.1:%d"] }]
        """
            .formatted(port));
  }

  /// @param flags beside those that it always gets
  static Prometheus start(Path folder, String configuration, String... flags) throws IOException {
    Path config = Files.writeString(folder.resolve("prometheus.yml"), configuration);
    int port = freePort();
    List<String> words =
        new ArrayList<>(
            List.of(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("series"),
                "--web.listen-address=127.0.0.1:" + port));
    words.addAll(List.of(flags));
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    Prometheus prometheus = new Prometheus(process, port);
    await()
        .atMost(START)
        .ignoreExceptions()
        .until(() -> prometheus.get("-/ready").contains("Read"));
    return prometheus;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /// Where it is asked.
  String url() {
    return address.toString().replaceFirst("/$", "");
  }

  /// The first value of a query's answer; empty if the answer has none.
  String value(String query) throws IOException, InterruptedException {
    String answer = get("api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    assertThat(answer).contains("\"status\":\"success\"");
    Matcher value = VALUE.matcher(answer);
    return value.find() ? value.group(1) : "";
  }

  private String get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(10)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    client.close();
  }
}
