package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `towpath check -e`: what is pending on a real server, by the tables that it has.
final class CheckTargetTest {
  private static final String BEFORE =
      """
      create table barge (id bigint primary key, name text, draught int);
      create table lock (id bigint primary key, name text);
      """;

  /// What the files don't say: rows, and a function that was made by hand.
  private static final String MEANWHILE =
      """
      insert into barge select n, 'barge ' || n, n % 5 from generate_series(1, 20000) n;
      insert into lock values (1, 'upper');
      analyze barge, lock;
      create function deep() returns bigint language plpgsql as
        $$ begin return (select count(*) from barge where draught > 3); end $$;
      """;

  private static ScratchServer server;
  @TempDir Path folder;
  private TestCli towpath;
  private String url = "";

  @BeforeAll
  static void start() {
    server = ScratchServer.start(18, Platform.NONE);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void target() throws Exception {
    DatabaseUrl database =
        server.createDatabase("check_" + folder.getFileName().toString().hashCode());
    url = database.revealed();
    towpath = new TestCli(folder);
    write("0001_tables.sql", BEFORE);
    assertThat(towpath.run("apply", "-e", url).exit()).isZero();
    try (Connection connection = database.connect("towpath/test");
        Statement statement = connection.createStatement()) {
      statement.execute(MEANWHILE);
    }
  }

  private void write(String file, String sql) throws Exception {
    Path path = folder.resolve("migrations").resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, sql);
  }

  private JsonNode findings() {
    TestCli.Outcome outcome = towpath.run("check", "-e", url, "--output", "json");
    assertThat(outcome.out()).as(outcome.err()).isNotBlank();
    return JsonMapper.shared().readTree(outcome.out()).get("findings");
  }

  @Test
  void theSizesOfTheTargetDecide() throws Exception {
    write("0002_indexes.sql", "create index on barge (name);\ncreate index on lock (name);\n");
    JsonNode findings = findings();
    assertThat(findings.findValuesAsString("severity")).startsWith("error").contains("note");
    JsonNode inputs = findings.get(0).get("inputs");
    assertThat(inputs.get("rows").asString()).isEqualTo("20000");
    assertThat(inputs.get("postgres").asString()).isEqualTo("18");
    assertThat(inputs.get("catalog").asString()).startsWith("target");
    assertThat(inputs.get("born").asString()).isEqualTo("before");
  }

  @Test
  void whatIsAppliedIsNotChecked() {
    assertThat(findings()).isEmpty();
  }

  @Test
  void theCodeOfTheTargetIsRead() throws Exception {
    write("0002_draught.sql", "alter table barge drop column draught;\n");
    assertThat(findings().findValuesAsString("message").toString())
        .contains("draught of public.barge, which function public.deep still uses");
  }
}
