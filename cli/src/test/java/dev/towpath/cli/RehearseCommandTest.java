package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.problem.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `towpath rehearse` takes on its command line against a target.
final class RehearseCommandTest {
  /// The client programs of this version are where the tests run.
  private static final int MAJOR = 15;

  @TempDir private Path folder;
  private ScratchServer server;
  private DatabaseUrl harbour;

  @BeforeEach
  void target() throws IOException, SQLException {
    server = ScratchServer.start(MAJOR, Platform.NONE);
    harbour = server.createDatabase("harbour");
    as(server.superuserUrl(), "create role mate login password 'made-up'");
    as(server.superuserUrl(), "alter database harbour owner to mate");
    harbour = harbour.withUser("mate", "made-up");
    write(
        "migrations/0001_barge.sql",
        "create table barge (id int primary key, name text); create view names as"
            + " select name from barge;\n");
    assertThat(run("apply").exit()).isZero();
    as(harbour, "insert into barge select i, 'b' || i from generate_series(1, 2000) i");
    as(harbour, "analyze");
    write("migrations/0002_length.sql", "alter table barge alter column id type bigint;\n");
    write("migrations/0002_length.down.sql", "alter table barge alter column id type int;\n");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static void as(DatabaseUrl url, String sql) throws SQLException {
    try (Connection connection = url.connect("test");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private TestCli.Outcome run(String... words) {
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("-e", harbour.revealed()));
    return new TestCli(folder).run(line.toArray(String[]::new));
  }

  private static JsonNode done(TestCli.Outcome outcome) {
    JsonNode json = new JsonMapper().readTree(outcome.out());
    assertThat(json.get("rehearsed").asInt()).as(outcome.out()).isEqualTo(1);
    return json;
  }

  private static JsonNode exercise(JsonNode json, String name) {
    for (JsonNode each : json.get("exercises")) {
      if (each.get("name").asString().equals(name)) {
        return each;
      }
    }
    return fail("no exercise " + name + " in " + json);
  }

  @Test
  void theSchemaTheRoleAndTheSizesAreTheTargets() {
    TestCli.Outcome text = run("rehearse", "--from", "target", "--like", harbour.revealed());
    assertThat(text.exit()).as(text.out() + text.err()).isZero();
    assertThat(text.out().replaceAll(" +", " "))
        .contains("run as mate, as on the target\n", "state before the schema of")
        .contains("pending on", "table-rewritten", "derived from")
        .doesNotContain("made-up");
  }

  @Test
  @Tag("slow")
  void theProjectsOwnTestsAndTheApplicationsStatements() throws IOException, SQLException {
    write("db/tests/barge.sql", "do $$ begin assert (select count(*) from barge) = 500; end $$;");
    write("app.sql", "select name from barge where id = $1;\nselect name from names;\n");
    calledOnTheTarget("select max(id) from barge");
    String[] words = {
      "rehearse",
      "--from",
      "files",
      "--rows",
      "500",
      "--tests",
      "db/tests",
      "--rls",
      "all",
      "--test-command",
      "test -n \"$DATABASE_URL\"",
      "--test-limit",
      "1m",
      "--statements",
      "app.sql",
      "--output",
      "json"
    };
    TestCli.Outcome outcome = run(words);
    JsonNode json = done(outcome);
    assertThat(outcome.exit()).as(outcome.out()).isZero();
    assertThat(json.get("role").asString()).isEqualTo("mate");
    assertThat(exercise(json, "tests").get("what").asString()).isEqualTo("1 of 1 file passed");
    assertThat(exercise(json, "test-command 1").get("verdict").asString()).isEqualTo("passed");
    assertThat(exercise(json, "way-back").get("verdict").asString()).isEqualTo("passed");
    assertThat(exercise(json, "old code").get("what").asString())
        .isEqualTo("4 of 4 statements can still be prepared");
    assertThat(exercise(json, "row security").get("verdict").asString()).isEqualTo("skipped");
  }

  /// As the extension counts them, which not every server has loaded.
  private void calledOnTheTarget(String statement) throws SQLException {
    DatabaseUrl superuser = server.superuserUrl().withDatabase("harbour");
    as(superuser, "create extension pg_stat_statements");
    as(superuser, "alter extension pg_stat_statements drop view pg_stat_statements");
    as(superuser, "drop view pg_stat_statements");
    as(
        superuser,
        "create view pg_stat_statements as select oid as dbid, '"
            + statement
            + "'::text as query, 1 as calls from pg_database where datname = 'harbour'");
    as(superuser, "grant select on pg_stat_statements to mate");
  }

  @Test
  @Tag("slow")
  void whatTheNewSchemaBreaksIsAnError() throws IOException {
    write("migrations/0002_length.sql", "drop view names;\n");
    write("migrations/0002_length.down.sql", "create view names as select id from barge;\n");
    write("app.sql", "select name from names;\n");
    write("tests/database/names.sql", "select name from names;\n");
    TestCli.Outcome outcome =
        run("rehearse", "--statements", "app.sql", "--test-command", "exit 3", "--rls", "off");
    assertThat(outcome.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(outcome.out())
        .contains("error[undo-differs]", "error[test-failed]", "error[test-command-failed]")
        .contains("error[application-statement-broken]", "app.sql:1:1");
  }

  @Test
  @Tag("slow")
  void aDumpIsTheStateBefore() throws Exception {
    Process dump =
        new ProcessBuilder("pg_dump", "-Fc", "-f", "before.dump", "--dbname", harbour.revealed())
            .directory(folder.toFile())
            .start();
    assertThat(dump.waitFor()).isZero();
    done(run("rehearse", "--from", "before.dump", "--output", "json"));
    TestCli.Outcome none = run("rehearse", "--from", "no.dump");
    assertThat(none.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(none.out()).contains("The dump", "no.dump can't be read", "0 of 1 migration");
  }

  @ParameterizedTest
  @Tag("slow")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text     | 1 migration rehearsed in
          json     | "selection": "not on main"
          markdown | - rehearsed on: a scratch server, PostgreSQL
          sarif    | "ruleId": "table-rewritten"
          junit    | <testsuite
          github   | ::warning file=migrations/0002_length.sql
          gitlab   | "check_name": "table-rewritten"
          """)
  void eachFormatTellsOfABranch(String format, String words) throws Exception {
    git("init", "-q", "-b", "main");
    git("add", "migrations/0001_barge.sql");
    git("commit", "-q", "-m", "barge");
    TestCli.Outcome outcome =
        new TestCli(folder).run("rehearse", "--base", "main", "--output", format);
    assertThat(outcome.exit()).as(outcome.out() + outcome.err()).isZero();
    assertThat(outcome.out()).contains(words);
  }

  private void git(String... words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of("git", "-c", "user.name=Ann", "-c", "user.email=ann@barge.example"));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  @Tag("slow")
  void fixturesOfAPlatformAreHeldAgainstThePolicies() throws IOException {
    Files.delete(folder.resolve("migrations/0002_length.down.sql"));
    write("towpath.yaml", "platform: supabase\nmigrations: migrations\n");
    write(
        "migrations/0002_length.sql",
        """
        create table lock (id int primary key, keeper uuid not null);
        alter table lock enable row level security;
        create policy keepers on lock to authenticated using (keeper = auth.uid());
        grant select, update on lock to anon, authenticated;
        """);
    write(
        "supabase/tests/fixtures/rows.sql",
        "insert into lock values (1, '00000000-0000-0000-0000-000000000001');\n");
    write(
        "supabase/tests/fixtures/policies.json",
        """
        [{"table": "lock", "role": "authenticated", "command": "select", "expect": "own"},
         {"table": "lock", "role": "anon", "command": "select", "expect": "all"}]
        """);
    TestCli.Outcome outcome = new TestCli(folder).run("rehearse");
    assertThat(outcome.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(outcome.out())
        .containsOnlyOnce("error[")
        .contains("error[rls-differs-from-fixture]", "policies.json");
  }
}
