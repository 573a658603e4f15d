package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.towpath.config.Signal;
import dev.towpath.config.SignalUnit;
import dev.towpath.problem.Exit;
import dev.towpath.signal.Sample;
import dev.towpath.signal.Sources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a fault, over the real Prometheus and the real Alertmanager as the manual configures them,
/// to a release that goes back.
@Tag("slow")
class AlertmanagerTest {
  private static final Path MANUAL = Path.of("../docs/how-to/alerts.md");
  private static final String TOKEN = "a-token-of-the-tests";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Signal PAGED =
      new Signal(
          "paged",
          new Signal.Alert("ErrorRate", Map.of("severity", "page"), Duration.ofSeconds(10)),
          SignalUnit.COUNT,
          Optional.empty(),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5));

  @TempDir Path folder;
  private final AtomicInteger broken = new AtomicInteger();
  private Map<String, String> variables = Map.of();

  @BeforeEach
  void makeProject() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    String home = folder.resolve("home").toString();
    variables =
        Map.of(
            "XDG_STATE_HOME", home,
            "XDG_CONFIG_HOME", home,
            "PATH", "/bin:/usr/bin",
            "TOWPATH_SERVE_TOKEN", TOKEN);
    Files.createDirectories(folder.resolve("migrations"));
    write("migrations/20260101000000_boat.up.sql", "create table boat (id int);");
    write("migrations/20260101000000_boat.down.sql", "drop table boat;");
    write(
        "towpath.yaml",
        """
        layout: plain
        migrations: migrations
        signals:
          paged: { alert: ErrorRate, match: { severity: page }, within: 10s, every: 1s }
        """);
    write(
        "r.yaml",
        """
        runbook: Boats
        rollback-when: [paged > 0]
        steps:
          - migrate:
          - run: { command: touch ready, changes: nothing }
          - decide: all clear?
        """);
    write("towpath.token", TOKEN);
  }

  @Test
  void anAlertTakesAReleaseBackAndIsASignalFromItsBeginToItsEnd() throws Exception {
    HttpServer application = application();
    int port = Prometheus.freePort();
    TestCli towpath = new TestCli(folder, variables);
    try (Served served = Served.start(towpath);
        Sources sources = sources()) {
      assertThat(sources.ask(PAGED)).isInstanceOf(Sample.Bad.class);
      Process alertmanager = alertmanager(port, served.port());
      try (Prometheus _ = prometheus(application.getAddress().getPort(), port)) {
        becomes(sources, 0);
        goesBack(towpath);
        becomes(sources, 1);
        broken.set(0);
        becomes(sources, 0);
      } finally {
        alertmanager.destroy();
        assertThat(alertmanager.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      }
      await()
          .atMost(LIMIT)
          .untilAsserted(() -> assertThat(sources.ask(PAGED)).isInstanceOf(Sample.Bad.class));
    } finally {
      application.stop(0);
    }
  }

  /// The application breaks while somebody is asked whether all is clear.
  private void goesBack(TestCli towpath) throws Exception {
    done(towpath, "release", "plan", "r.yaml", "-e", "embedded", "--name", "r-1");
    done(towpath.as("ben"), "release", "approve", "r-1", "--role", "engineering");
    done(towpath.as("cora"), "release", "approve", "r-1", "--role", "product-owner");
    FutureTask<TestCli.Outcome> driven =
        new FutureTask<>(() -> towpath.run("release", "start", "r-1"));
    Thread.ofPlatform().name("test-driver").start(driven);
    await().atMost(LIMIT).until(() -> driven.isDone() || Files.exists(folder.resolve("ready")));
    broken.set(1);
    TestCli.Outcome outcome = driven.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    assertThat(outcome.exit()).as(outcome.err()).isEqualTo(Exit.UNCHANGED.code());
    assertThat(outcome.out()).contains("rolled back", "rollback-when: paged > 0");
    assertThat(outcome.err()).contains("nobody was told: no channels in towpath.yaml");
  }

  private static void done(TestCli towpath, String... words) {
    TestCli.Outcome outcome = towpath.run(words);
    assertThat(outcome.exit()).as(String.join(" ", words) + outcome.err()).isZero();
  }

  private static void becomes(Sources sources, int value) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(sources.ask(PAGED))
                    .isInstanceOfSatisfying(
                        Sample.Good.class, good -> assertThat(good.value()).isEqualTo(value)));
  }

  private Sources sources() {
    return new Sources(
        folder,
        variables,
        () -> {
          throw new AssertionError("the target is not asked");
        },
        InstantSource.system());
  }

  /// Says whether it is broken.
  private HttpServer application() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          try (exchange) {
            byte[] text = ("broken " + broken + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
          }
        });
    server.start();
    return server;
  }

  /// With the manual's rule, and one that tells of the fault.
  private Prometheus prometheus(int application, int alertmanager) throws IOException {
    write(
        "rules.yml",
        block("groups:")
            + "      - { alert: ErrorRate, expr: broken > 0, labels: { severity: page } }\n");
    return Prometheus.start(
        folder,
        """
        global: { scrape_interval: 1s, evaluation_interval: 1s }
        rule_files: [rules.yml]
        alerting:
          alertmanagers: [{ static_configs: [{ targets: ["127.0.0.1:%d"] }] }]
        scrape_configs:
          - { job_name: app, static_configs: [{ targets: ["127.0.0.1:%d"] }] }
        """
            .formatted(alertmanager, application),
        // It finds its Alertmanager a few seconds after the first alert, and tells again then.
        "--rules.alert.resend-delay=1s");
  }

  /// As the manual has it, but that it tells again each second.
  private Process alertmanager(int port, int served) throws Exception {
    write(
        "alertmanager.yml",
        block("route:")
            .replace("127.0.0.1:9464", "127.0.0.1:" + served)
            .replace("/etc/alertmanager/towpath.token", folder.resolve("towpath.token").toString())
            .replace("_interval: 1m", "_interval: 1s"));
    String config = folder.resolve("alertmanager.yml").toString();
    Process check = started("check", List.of("amtool", "check-config", config));
    assertThat(check.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(check.exitValue()).as(Files.readString(folder.resolve("check.log"))).isZero();
    return started(
        "alertmanager",
        List.of(
            "prometheus-alertmanager",
            "--config.file=" + config,
            "--storage.path=" + folder.resolve("alerts"),
            "--web.listen-address=127.0.0.1:" + port,
            "--cluster.listen-address="));
  }

  private Process started(String name, List<String> words) throws IOException {
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".log").toFile())
        .start();
  }

  /// A block of the manual, by its first line.
  private static String block(String begin) throws IOException {
    Pattern block = Pattern.compile("(?ms)^```yaml no-test\\n(" + begin + ".*?)^```");
    Matcher found = block.matcher(Files.readString(MANUAL));
    assertThat(found.find()).as(begin).isTrue();
    return found.group(1);
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }
}
