package dev.towpath.rehearsal.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.towpath.postgres.Platform;
import dev.towpath.rehearsal.Exercised;
import dev.towpath.rehearsal.Exercised.Verdict;
import dev.towpath.rehearsal.RehearsedCase;
import dev.towpath.report.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests of a project, run on a real server.
class TestsExerciseTest {
  private static final Path PGTAP = Path.of("/usr/share/postgresql/15/extension/pgtap.control");

  @TempDir static Path project;
  private static RehearsedCase server;

  @BeforeAll
  static void start() {
    server = new RehearsedCase(Platform.SUPABASE, project);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Exercised run(String file, String text) throws IOException, SQLException {
    server.file(file, text);
    return new TestsExercise(List.of(Path.of(file)), Duration.ofSeconds(20))
        .run(server.rehearsed("create table boats (id int primary key, name text)", ""));
  }

  private static Exercised tap(String file, String text) throws IOException, SQLException {
    assumeTrue(Files.exists(PGTAP), "pgTAP is not installed: apt install postgresql-15-pgtap");
    return run(file, text);
  }

  @Test
  void pgTapIsReadTestByTest() throws IOException, SQLException {
    Exercised passed =
        tap(
            "good.sql",
            """
            \\set ECHO none
            begin;
            select plan(3);
            select has_table('public', 'boats', 'boats are there');
            select todo('later', 1);
            select has_table('public', 'ports', 'ports are there');
            select skip('not now', 1);
            select * from finish();
            rollback;
            """);
    assertThat(passed.findings()).isEmpty();
    assertThat(passed.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(passed.words()).isEqualTo("1 of 1 file passed; 3 pgTAP tests");
  }

  @Test
  void whatFailsIsNamed() throws IOException, SQLException {
    Exercised failed =
        tap(
            "bad.sql",
            """
            begin;
            create extension if not exists pgtap with schema extensions;
            select no_plan();
            select is(1 + 1, 3, 'sums are right');
            select * from finish();
            rollback;
            """);
    assertThat(failed.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(failed.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("test-failed");
              assertThat(finding.message()).contains("sums are right");
              assertThat(finding.why()).contains("have: 2", "want: 3");
            });
  }

  @Test
  void anEarlyEndIsAFailure() throws IOException, SQLException {
    Exercised short_ =
        tap("short.sql", "select plan(2); select pass('one'); select * from finish();");
    assertThat(short_.findings())
        .extracting(Finding::why)
        .contains("It planned 2 tests and ran 1.");
    Exercised crash = tap("crash.sql", "select plan(1); select pass('one');\nselect 1 / 0;");
    assertThat(crash.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(crash.findings().getFirst().where().orElseThrow()).hasToString("crash.sql:2:1");
    assertThat(tap("none.sql", "select 'ok 1 - told' as told; select finish();").verdict())
        .isEqualTo(Verdict.FAILED);
  }

  @Test
  void plainAssertionsPassUnlessTheyFail() throws IOException, SQLException {
    String insert = "insert into boats values (1, 'Ada');";
    assertThat(run("plain.sql", insert + "do $$ begin assert 1 = 1; end $$;").verdict())
        .isEqualTo(Verdict.PASSED);
    Exercised failed =
        run("assert.sql", insert + "do $$ begin assert false, 'no boat is red'; end $$;");
    assertThat(failed.findings()).extracting(Finding::why).first().asString().contains("is red");
  }

  @Test
  void whatATestDoesIsRolledBack() throws IOException, SQLException {
    server.file("order/1.sql", "insert into boats values (1, 'Ada');");
    Exercised both = run("order/2.sql", "select 1 / (1 - count(*)) from boats where id = 1;");
    assertThat(both.verdict()).isEqualTo(Verdict.PASSED);
    Exercised folder =
        new TestsExercise(List.of(Path.of("order")), Duration.ofSeconds(20))
            .run(server.rehearsed("create table boats (id int primary key, name text)", ""));
    assertThat(folder.words()).isEqualTo("2 of 2 files passed");
  }

  @Test
  void whatCanNotRunIsNeverAPass() throws IOException, SQLException {
    Exercised missing = run("missing.sql", "create extension \"moon_phase\";");
    assertThat(missing.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("tests-not-run");
              assertThat(finding.why()).contains("extension moon_phase");
            });
    assertThat(missing.verdict()).isEqualTo(Verdict.FAILED);
    Exercised helpers = run("helpers.sql", "select tests.create_supabase_user('ann');");
    assertThat(helpers.findings().getFirst().why()).contains("basejump-supabase_test_helpers");
    Exercised psql = run("psql.sql", "\\i other.sql\nselect 1;");
    assertThat(psql.findings().getFirst().rule()).isEqualTo("tests-not-run");
    assertThat(run("empty.sql", "-- nothing\n").words()).contains("1 not run");
  }

  @Test
  void anEndlessTestIsCutOff() throws IOException, SQLException {
    server.file("endless.sql", "select pg_sleep(3600);");
    Exercised cut =
        new TestsExercise(List.of(Path.of("endless.sql")), Duration.ofMillis(300))
            .run(server.rehearsed("", ""));
    assertThat(cut.findings().getFirst().why()).contains("statement timeout");
  }

  @Test
  void aCommandGetsTheDatabaseAndNoSecretIsShown() throws SQLException {
    Exercised passed = command("test \"$PGDATABASE\" && echo $DATABASE_URL $PGPASSWORD", LIMIT);
    assertThat(passed.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(passed.data().toString()).contains("postgresql://postgres:***@127.0.0.1");
    assertThat(passed.data().toString()).contains(" ***]");
    Exercised failed = command("echo 'boats are red'; exit 3", LIMIT);
    assertThat(failed.findings())
        .singleElement()
        .satisfies(
            finding -> assertThat(finding.why()).isEqualTo("It ended with 3: boats are red"));
    Exercised endless = command("sleep 600 & sleep 600", Duration.ofMillis(400));
    assertThat(endless.words()).startsWith("did not end in time");
  }

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static Exercised command(String command, Duration limit) throws SQLException {
    return new CommandExercise(command, 1, limit).run(server.rehearsed("", ""));
  }
}
