package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.problem.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real program is scraped by the real Prometheus.
class ServeCommandTest {
  private static final int SIGTERM_EXIT = 128 + 15;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void prometheusReadsHowAReleaseStands() throws Exception {
    TestCli towpath = project();
    try (Served served = Served.start(towpath);
        Prometheus prometheus = Prometheus.scraping(folder, served.port())) {
      assertThat(served.get("/health")).isEqualTo("{\"status\":\"ok\"}");
      assertThat(
              towpath.run("release", "plan", "r.yaml", "-e", "embedded", "--name", "orders").exit())
          .isZero();
      towpath.as("ben").run("release", "approve", "orders", "--role", "engineering");
      assertThat(towpath.run("release", "start", "orders").exit()).isEqualTo(Exit.STOPPED.code());
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  assertThat(
                          prometheus.value(
                              "towpath_releases{standing='stopped'}"
                                  + " and on() towpath_ledger_records > 6"))
                      .isEqualTo("1"));
      assertThat(prometheus.value("towpath_releases{standing='running'}")).isEqualTo("0");
      assertThat(prometheus.value("towpath_gate_result{release='orders',kind='check'}"))
          .isEqualTo("1");
      assertThat(prometheus.value("towpath_gate_result{release='orders',kind='probe'}"))
          .isEqualTo("0");
      assertThat(prometheus.value("count(towpath_release_step_seconds{release='orders'})"))
          .isEqualTo("4");
      assertThat(prometheus.value("towpath_back_fill_rounds_per_second{step='03'} > bool 0"))
          .isEqualTo("1");
      assertThat(prometheus.value("towpath_release_step_seconds{step='02'} >= bool 1"))
          .isEqualTo("1");
      assertThat(prometheus.value("towpath_backup_proved_age_seconds{environment='production'}"))
          .isEqualTo("+Inf");
      assertThat(prometheus.value("min(towpath_source_up)")).isEqualTo("1");
      assertThat(served.end()).contains("serve: ended");
      assertThat(served.process().exitValue()).isEqualTo(SIGTERM_EXIT);
    }
  }

  @Test
  void otherMachinesTakeAWord() {
    TestCli towpath = new TestCli(folder);
    TestCli.Outcome refused = towpath.run("serve", "--listen", "0.0.0.0:0");
    assertThat(refused.exit()).isEqualTo(Exit.USAGE.code());
    assertThat(refused.err()).contains("error[serve-public]", "--public");
    assertThat(towpath.run("serve", "--listen", "example.com:80").exit())
        .isEqualTo(Exit.USAGE.code());
  }

  private TestCli project() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectories(folder.resolve("migrations"));
    Files.writeString(
        folder.resolve("migrations/20260101000000_a.sql"),
        "create table a (id bigint primary key);");
    Files.writeString(
        folder.resolve("towpath.yaml"),
        "environments: { production: { database: \"${DATABASE_URL}\" } }\n");
    Files.writeString(
        folder.resolve("r.yaml"),
        """
        runbook: Orders
        classes: { standard: { approve: [engineering] } }
        steps:
          - check:
          - run: { command: sleep 1, changes: nothing }
          - sql: { query: select 0, until: "0", changes: nothing }
          - probe: { tcp: "127.0.0.1:1" }
        """);
    String home = folder.resolve("home").toString();
    return new TestCli(
        folder, Map.of("XDG_STATE_HOME", home, "XDG_CONFIG_HOME", home, "PATH", "/usr/bin:/bin"));
  }
}
