package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `towpath serve` as a process of its own, on a port that is free.
record Served(Process process, BufferedReader lines, int port) implements AutoCloseable {
  private static final Pattern SAID =
      Pattern.compile("serve: http://127\\.0\\.0\\.1:(\\d+)/metrics");
  private static final int END_SECONDS = 60;

  /// One for the project of a command line, with its variables.
  static Served start(TestCli towpath) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "-C",
            towpath.folder().toString(),
            "serve",
            "--listen",
            "127.0.0.1:0");
    builder.environment().putAll(towpath.variables());
    Process process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader lines = process.errorReader(StandardCharsets.UTF_8);
    String first = String.valueOf(lines.readLine());
    Matcher said = SAID.matcher(first);
    assertThat(said.matches()).as(first).isTrue();
    return new Served(process, lines, Integer.parseInt(said.group(1)));
  }

  String get(String path) throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + port + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
    }
  }

  /// Ends it by SIGTERM, and gives what it said then.
  List<String> end() throws InterruptedException {
    process.toHandle().destroy(); // Process.destroy would close what it says
    assertThat(process.waitFor(END_SECONDS, TimeUnit.SECONDS)).isTrue();
    return lines.lines().toList();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().orTimeout(END_SECONDS, TimeUnit.SECONDS).join();
  }
}
