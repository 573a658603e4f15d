import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// The application of the examples: an HTTP program on loopback that answers each path of its
/// properties file by a query or a text. The file is the application: another commit, another one.
///
/// `java -cp pgjdbc.jar App.java backend.properties PORT REVISION`
///
/// Beside its own paths it answers `/health` with its revision, `/metrics` for Prometheus, `/stats`
/// with the last 10 seconds as JSON, and `POST /fault?errors=30&latency=400`, which lets 30 of 100
/// requests fail and each take 400 ms longer, until it is started anew. It ends itself when its
/// folder is removed.
final class App {
  private static final int CONNECT_MS = 2_000;
  private static final long WINDOW_NS = Duration.ofSeconds(10).toNanos();
  private static final int MOST_SAMPLES = 10_000;
  private static final double[] BUCKETS = {0.05, 0.1, 0.25, 0.35, 0.5, 1, 2.5};

  private final Properties settings = new Properties();
  private final String revision;
  private final Map<Integer, Long> requests = new TreeMap<>();
  private final long[] buckets = new long[BUCKETS.length];
  private final Deque<Sample> samples = new ArrayDeque<>();
  private double seconds;
  private long count;
  private int errors;
  private int latency;

  /// One answered request.
  private record Sample(long at, boolean failed, double seconds) {}

  /// What is answered.
  private record Answer(int status, String body) {}

  private App(Path file, String revision) throws IOException {
    this.revision = revision;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      settings.load(lines);
    }
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path file = Path.of(arguments[0]).toAbsolutePath();
    App app = new App(file, arguments[2]);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    int port = Integer.parseInt(arguments[1]);
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", app::handle);
    server.start();
    while (Files.exists(file)) {
      TimeUnit.SECONDS.sleep(1);
    }
    System.exit(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Answer answer =
        switch (path) {
          case "/health" -> health();
          case "/metrics" -> new Answer(200, metrics());
          case "/stats" -> new Answer(200, stats());
          case "/fault" -> fault(exchange);
          default ->
              path.equals(settings.getProperty("health"))
                  ? health()
                  : path.equals(settings.getProperty("services"))
                      ? services()
                      : measured(exchange.getRequestMethod(), path);
        };
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .set("Content-Type", path.equals("/metrics") ? "text/plain" : "application/json");
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /// An answer to a user: it counts.
  private Answer measured(String method, String path) {
    long from = System.nanoTime();
    Answer answer = broken() ? new Answer(500, "{\"error\":\"fault\"}") : route(method, path);
    double took = (System.nanoTime() - from) / 1e9;
    count(answer.status(), took);
    return answer;
  }

  private Answer route(String method, String path) {
    String page = settings.getProperty("page." + path);
    String sql = settings.getProperty(method.toLowerCase(Locale.ROOT) + "." + path);
    if (page == null && sql == null) {
      return new Answer(404, "{\"error\":\"no such path\"}");
    }
    try {
      return new Answer(200, page == null ? ask(sql) : page);
    } catch (SQLException e) {
      System.out.println("error: " + method + " " + path + ": " + e.getMessage());
      return new Answer(500, "{\"error\":\"query\"}");
    }
  }

  /// The first value of a query's answer: its JSON.
  private String ask(String sql) throws SQLException {
    URI url = URI.create(System.getenv(settings.getProperty("database")));
    String[] user = url.getUserInfo().split(":", 2);
    String jdbc =
        "jdbc:postgresql://%s:%d%s?connectTimeout=5&socketTimeout=10&ApplicationName=%s"
            .formatted(url.getHost(), url.getPort(), url.getPath(), "example");
    try (Connection connection = DriverManager.getConnection(jdbc, user[0], user[1]);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? String.valueOf(row.getString(1)) : "null";
    }
  }

  private Answer health() {
    String database = "none";
    if (settings.containsKey("database")) {
      try {
        database = ask("select 'ok'");
      } catch (SQLException e) {
        database = "unreachable";
      }
    }
    boolean well = !database.equals("unreachable");
    return new Answer(
        well ? 200 : 503,
        "{\"status\":\"%s\",\"revision\":\"%s\",\"database\":\"%s\"}"
            .formatted(well ? "ok" : "failing", revision, database));
  }

  /// Whether each service that the settings name can be connected to.
  private Answer services() {
    Map<String, String> states = new TreeMap<>();
    for (String key : settings.stringPropertyNames()) {
      if (key.startsWith("service.")) {
        boolean reached = reached(System.getenv(settings.getProperty(key)));
        states.put(key.substring("service.".length()), reached ? "connected" : "unreachable");
      }
    }
    StringBuilder json = new StringBuilder("{\"services\":{");
    states.forEach((name, state) -> json.append("\"%s\":\"%s\",".formatted(name, state)));
    String body = json.toString().replaceAll(",$", "") + "}}";
    return new Answer(states.containsValue("unreachable") ? 503 : 200, body);
  }

  private static boolean reached(String url) {
    try (Socket socket = new Socket()) {
      URI uri = URI.create(String.valueOf(url));
      socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), CONNECT_MS);
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  private synchronized Answer fault(HttpExchange exchange) {
    if (!exchange.getRequestMethod().equals("POST")) {
      return new Answer(405, "{\"error\":\"POST\"}");
    }
    for (String part : exchange.getRequestURI().getQuery().split("&", -1)) {
      String[] pair = part.split("=", 2);
      switch (pair[0]) {
        case "errors" -> errors = Integer.parseInt(pair[1]);
        case "latency" -> latency = Integer.parseInt(pair[1]);
        default -> throw new IllegalArgumentException(pair[0]);
      }
    }
    return new Answer(200, "{\"errors\":%d,\"latency\":%d}".formatted(errors, latency));
  }

  /// Sleeps as the fault switch says, and tells whether this request fails: exactly so many of 100.
  private boolean broken() {
    int wait;
    boolean fails;
    synchronized (this) {
      fails = (count + 1) * errors / 100 > count * errors / 100;
      wait = latency;
    }
    try {
      TimeUnit.MILLISECONDS.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return fails;
  }

  private synchronized void count(int status, double took) {
    count++;
    seconds += took;
    requests.merge(status, 1L, Long::sum);
    for (int i = 0; i < BUCKETS.length; i++) {
      buckets[i] += took <= BUCKETS[i] ? 1 : 0;
    }
    samples.add(new Sample(System.nanoTime(), status >= 500, took));
    if (samples.size() > MOST_SAMPLES) {
      samples.remove();
    }
  }

  private synchronized String metrics() {
    StringBuilder text = new StringBuilder("# TYPE http_requests_total counter\n");
    requests.forEach(
        (status, number) ->
            text.append("http_requests_total{status=\"%d\"} %d\n".formatted(status, number)));
    text.append("# TYPE http_request_duration_seconds histogram\n");
    String name = "http_request_duration_seconds";
    for (int i = 0; i < BUCKETS.length; i++) {
      text.append("%s_bucket{le=\"%s\"} %d\n".formatted(name, BUCKETS[i], buckets[i]));
    }
    text.append("%s_bucket{le=\"+Inf\"} %d\n".formatted(name, count));
    text.append("%s_sum %s\n%s_count %d\n".formatted(name, seconds, name, count));
    return text.toString();
  }

  /// Nothing but the number where nobody asked: no data is not good data.
  private synchronized String stats() {
    long oldest = System.nanoTime() - WINDOW_NS;
    samples.removeIf(sample -> sample.at() < oldest);
    if (samples.isEmpty()) {
      return "{\"requests\":0}";
    }
    long failed = samples.stream().filter(Sample::failed).count();
    double[] times = samples.stream().mapToDouble(Sample::seconds).sorted().toArray();
    double p95 = times[(int) Math.ceil(times.length * 0.95) - 1] * 1000;
    return String.format(
        Locale.ROOT,
        "{\"requests\":%d,\"error_rate\":%.4f,\"p95_ms\":%.1f}",
        times.length,
        (double) failed / times.length,
        p95);
  }
}
