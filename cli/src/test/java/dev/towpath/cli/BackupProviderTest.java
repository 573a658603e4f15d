package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.problem.Exit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `towpath backup` with a provider, as a person types it: a restore point of Supabase, whose
/// interface is played by a few answers.
class BackupProviderTest {
  private static final int MAJOR = 15;
  private static final String PROJECT = "abcdefghijklmnopqrst";
  private static final String TOKEN = "sbp_0123456789abcdef";
  private static final String[] CREATE = {"backup", "create", "--provider", "supabase"};

  private static ScratchServer server;
  private static HttpServer supabase;
  private static volatile String point = "";
  @TempDir Path folder;
  private TestCli towpath;

  @BeforeAll
  static void start() throws IOException {
    server = ScratchServer.start(MAJOR, Platform.NONE);
    supabase = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    supabase.createContext("/v1/projects/" + PROJECT, BackupProviderTest::answer);
    supabase.start();
  }

  @AfterAll
  static void stop() {
    supabase.stop(0);
    server.close();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean asked = exchange.getRequestMethod().equals("POST");
      if (asked) {
        point = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      }
      String made = point.replace("}", ",\"status\":\"AVAILABLE\",\"completed_on\":null}");
      String path = exchange.getRequestURI().getPath();
      String text =
          path.endsWith("/restore-point")
              ? made
              : "{\"status\":\"ACTIVE_HEALTHY\",\"walg_enabled\":true,\"pitr_enabled\":false}";
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(asked ? 201 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @BeforeEach
  void makeProject() throws IOException {
    Files.writeString(
        folder.resolve("towpath.yaml"),
        """
        environments:
          production:
            database: ${DATABASE_URL}
            providers:
              supabase: { project: %s, url: 'http://127.0.0.1:%d' }
        """
            .formatted(PROJECT, supabase.getAddress().getPort()));
    towpath = cli(TOKEN);
  }

  private TestCli cli(String token) {
    DatabaseUrl url = server.url();
    Map<String, String> variables = new HashMap<>(Map.of("DATABASE_URL", url.revealed()));
    variables.put("SUPABASE_ACCESS_TOKEN", token);
    return new TestCli(folder, variables);
  }

  @Test
  void aPointIsMadeListedAndLeftToItsProvider() {
    TestCli.Outcome made = towpath.run(CREATE);
    assertThat(made.exit()).as(made.err()).isZero();
    assertThat(made.out()).contains("supabase, project " + PROJECT + ", as t20", "never restored");
    assertThat(made.out() + made.err()).doesNotContain(TOKEN);
    assertThat(towpath.run("backup", "list").out()).contains("with supabase", "unproved");
    assertThat(towpath.run("backup", "list", "--output", "json").out())
        .contains("\"kind\": \"provider\"", "\"provider\": \"supabase\"");
    TestCli.Outcome proved = towpath.run("backup", "prove", "latest");
    assertThat(proved.exit()).isEqualTo(Exit.USAGE.code());
    assertThat(proved.err()).contains("prove-elsewhere", "unproved");
    assertThat(towpath.run("backup", "restore", "latest", "--into", "new").err())
        .contains("restore-elsewhere", "t20");
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void pruneForgetsWhatTheProviderKeeps() throws IOException {
    Files.writeString(
        folder.resolve("towpath.yaml"),
        Files.readString(folder.resolve("towpath.yaml")) + "backups: { keep: { last: 1 } }\n");
    assertThat(towpath.run(CREATE).exit()).isZero();
    assertThat(towpath.run(CREATE).exit()).isZero();
    TestCli.Outcome pruned = towpath.run("backup", "prune", "--yes");
    assertThat(pruned.out()).contains("1 deleted, 1 left", "note[backup-with-provider]");
    assertThat(towpath.run("backup", "list").out()).contains("1 backup in ");
  }

  @Test
  void whatIsMissingIsSaidAndNothingIsListed() {
    assertThat(cli("").run(CREATE).err()).contains("provider-token-missing");
    assertThat(towpath.run("backup", "create", "--provider", "barman").err())
        .contains("provider-not-configured", "barman");
    assertThat(towpath.run("backup", "create", "--provider", "supabase", "--physical").err())
        .contains("Only one of --provider and --physical");
    assertThat(towpath.run("backup", "list").out()).contains("0 backups in ");
  }

  @Test
  void aProviderThatWasChangedSinceIsNotAsked() throws IOException {
    assertThat(towpath.run(CREATE).exit()).isZero();
    Path file = folder.resolve("towpath.yaml");
    Files.writeString(file, Files.readString(file).replace(PROJECT, "zzzzzzzzzzzzzzzzzzzz"));
    assertThat(towpath.run("backup", "prove", "latest").err())
        .contains("provider-not-configured", PROJECT);
  }
}
