import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Times releases that look at signals, whole process. The numbers come from a small HTTP program
/// in this process, which notes when it gave the first bad one.
/// Argument: the launcher of Towpath.
final class CompareSignals {
  private static final int ROUNDS = 5;
  private static final Duration WINDOW = Duration.ofSeconds(5);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final int SIGNALS = 50;
  private static final String CLASSES = "classes: { standard: { approve: [engineering] } }\n";
  private static final Duration WARM = Duration.ofSeconds(30);
  private static final Duration MEASURED = Duration.ofSeconds(60);

  private final String towpath;
  private final Path folder;
  private final String url;
  private final AtomicLong firstBad = new AtomicLong();
  private volatile boolean bad;

  private CompareSignals(String towpath, Path folder) throws IOException {
    this.towpath = towpath;
    this.folder = folder;
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    this.url = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public static void main(String[] words) throws Exception {
    Path folder = Files.createTempDirectory("towpath-signals");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    CompareSignals bench = new CompareSignals(words[0], folder);
    bench.project();
    bench.reactions();
    bench.cost("only waits", "  - wait: 10m\n");
    bench.cost(
        "watches " + SIGNALS + " signals",
        "  - watch: { for: 10m, failure: "
            + names().map(name -> name + " > 5").collect(Collectors.joining(" or "))
            + " }\n");
    System.exit(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    boolean now = bad;
    byte[] body = ("{\"value\": " + (now ? "0.2" : "0.01") + "}").getBytes(StandardCharsets.UTF_8);
    if (now) {
      firstBad.compareAndSet(0, System.nanoTime());
    }
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static Stream<String> names() {
    return IntStream.range(0, SIGNALS).mapToObj(each -> "s" + each);
  }

  private void project() throws IOException {
    String signal = "  %s: { http: '%s', json: value, unit: %s%s }\n";
    StringBuilder yaml = new StringBuilder("project: bench\nsignals:\n");
    yaml.append(signal.formatted("errors", url, "ratio", ", every: " + EVERY.toMillis() + "ms"));
    names().forEach(name -> yaml.append(signal.formatted(name, url, "count", "")));
    yaml.append("migrations: migrations\nlayout: plain\n");
    Files.writeString(folder.resolve("towpath.yaml"), yaml);
    Files.createDirectories(folder.resolve("migrations"));
    Files.writeString(folder.resolve("migrations/0001_boat.sql"), "create table boat (id int);\n");
  }

  private void reactions() throws Exception {
    List<Long> took = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      bad = false;
      firstBad.set(0);
      Files.writeString(
          folder.resolve("react.yaml"),
          """
          runbook: React
          %srollback-when: [errors > 2%% for %dms]
          steps:
            - sql: { query: create table quay%d (id int), undo: drop table quay%d }
            - decide: all clear?
          """
              .formatted(CLASSES, WINDOW.toMillis(), i, i));
      run("release", "plan", "react.yaml", "-e", "embedded", "--name", "react" + i);
      run("release", "approve", "react" + i, "--role", "engineering");
      Process process = start("release", "start", "react" + i);
      try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.contains("waits for a decision")) {
            bad = true;
          }
          if (line.contains("back: ")) {
            took.add(Duration.ofNanos(System.nanoTime() - firstBad.get()).toMillis());
          }
        }
      }
      process.waitFor(1, TimeUnit.MINUTES);
    }
    took.sort(Long::compare);
    System.out.printf(
        "first bad sample to first action back: %s ms (window %d ms, interval %d ms)%n",
        took, WINDOW.toMillis(), EVERY.toMillis());
  }

  private void cost(String name, String step) throws Exception {
    bad = false;
    String word = name.replace(' ', '-');
    Files.writeString(folder.resolve("cost.yaml"), "runbook: Cost\n" + CLASSES + "steps:\n" + step);
    run("release", "plan", "cost.yaml", "-e", "embedded", "--name", word);
    run("release", "approve", word, "--role", "engineering");
    Process process = start("release", "start", word);
    Thread.ofVirtual().start(() -> drain(process));
    Thread.sleep(WARM);
    Duration before = processor(process);
    Thread.sleep(MEASURED);
    Duration used = processor(process).minus(before);
    start("release", "abort", word, "--reason", "measured").waitFor(1, TimeUnit.MINUTES);
    process.waitFor(1, TimeUnit.MINUTES);
    System.out.printf(
        "a release that %s: %.2f %% of a core%n",
        name, 100.0 * used.toMillis() / MEASURED.toMillis());
  }

  /// Of Towpath's own process, without the servers that it starts.
  private static Duration processor(Process process) {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .filter(each -> each.info().command().orElse("").endsWith("java"))
        .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static void drain(Process process) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      while (lines.readLine() != null) {
        // Read, so that the pipe is never full.
      }
    } catch (IOException e) {
      // It ended.
    }
  }

  private Process start(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of(towpath));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
    builder.environment().put("TOWPATH_PERSON", command.contains("approve") ? "ben" : "ann");
    builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
    return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }

  private void run(String... words) throws Exception {
    Process process = start(words);
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IllegalStateException(String.join(" ", words) + ": " + said);
    }
  }
}
