package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands that read a catalog, in a folder without a project: on a database that hides parts
/// of it, that moves, that has names of every sort, or that is a platform's.
class CatalogBadInputTest {
  private static final int MAJOR = 18;
  private static final int READINGS = 6;
  private static final String NAMES =
      """
      create schema "o'quay ""9"" x";
      create table "o'quay ""9"" x"."naïve\nboat" (
        "a:b" int constraint "it's | one" primary key, "日本\t" text default E'x\\ny', "*/" int);
      create type "o'quay ""9"" x"."`state`" as enum ('a\\b', 'it''s', E'two\nlines', '</td>');
      comment on table "o'quay ""9"" x"."naïve\nboat" is E'| a\n``` b -- \u0007\r\n\tx';
      """;

  private static ScratchServer server;
  private static int databases;

  @TempDir Path folder;
  private TestCli towpath;
  private DatabaseUrl url;

  @BeforeAll
  static void start() {
    server = ScratchServer.start(MAJOR, Platform.NONE);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void newDatabase() {
    url = server.createDatabase("catalog" + ++databases);
    towpath = new TestCli(folder);
  }

  private static void run(DatabaseUrl where, String sql) throws SQLException {
    try (Connection connection = where.connect("towpath/test");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void whatARoleMayNotReadIsSaidAndNeverReportedAsAbsent() throws Exception {
    run(
        url,
        """
        create table boat (id int primary key);
        create policy own on boat using (true);
        create role deckhand login password 'barge';
        revoke select on pg_catalog.pg_policy from public;
        """);
    String all = url.revealed();
    String part = url.withUser("deckhand", "barge").revealed();
    assertThat(towpath.run("catalog", "snapshot", "-e", all, "--to", "all.catalog").exit())
        .isZero();
    TestCli.Outcome limited =
        towpath.run("catalog", "snapshot", "-e", part, "--to", "part.catalog");
    assertThat(limited.exit()).as(limited.err()).isZero();
    assertThat(limited.out())
        .contains("warning[catalog-unseen]: Objects of the kind policy could not be read.")
        .contains("They are unknown, not absent.", "permission denied for table pg_policy");
    assertThat(folder.resolve("part.catalog")).content().contains("\nunseen policy: ");
    TestCli.Outcome diff = towpath.run("catalog", "diff", "all.catalog", part);
    assertThat(diff.exit()).as(diff.out()).isZero();
    assertThat(diff.out()).contains("policy could not be read").endsWith("no difference\n");
    assertThat(towpath.run("types", "-e", part).out()).contains("boat: {", "catalog-unseen");
    assertThat(towpath.run("catalog", "docs", "-e", part).out()).contains("catalog-unseen");
  }

  @Test
  void objectsThatAreDroppedWhileTheyAreReadAreNoFault() throws Exception {
    run(url, "create table stays (id int primary key)");
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      Future<?> moving =
          other.submit(
              () -> {
                while (!done.get()) {
                  run(url, "create table goes (id serial primary key, t text default 'x')");
                  run(url, "create view sees as select t from goes; drop table goes cascade");
                }
                return null;
              });
      try {
        for (int i = 0; i < READINGS; i++) {
          TestCli.Outcome read = towpath.run("catalog", "snapshot", "-e", url.revealed());
          assertThat(read.err()).doesNotContain("query-refused", "Exception");
          if (read.exit() == 0) {
            assertThat(read.out()).contains("table stays in public");
          } else {
            assertThat(read.err()).contains("error[catalog-in-motion]");
          }
        }
      } finally {
        done.set(true);
      }
      moving.get();
    }
  }

  @Test
  void namesOfEverySortGoThroughEveryCommand() throws Exception {
    run(url, NAMES);
    String from = url.revealed();
    assertThat(towpath.run("catalog", "snapshot", "-e", from, "--to", "a.catalog").exit()).isZero();
    TestCli.Outcome again = towpath.run("catalog", "snapshot", "--from", "a.catalog");
    assertThat(again.out()).isEqualTo(Files.readString(folder.resolve("a.catalog")));
    assertThat(again.out())
        .contains("column \"a:b\" of \"naïve\\nboat\" in \"o'quay \\\"9\\\" x\"\n");
    assertThat(towpath.run("catalog", "diff", "a.catalog", from).out()).endsWith("no difference\n");
    run(url, "alter table \"o'quay \"\"9\"\" x\".\"naïve\nboat\" drop column \"日本\t\"");
    TestCli.Outcome diff = towpath.run("catalog", "diff", "a.catalog", from);
    assertThat(diff.exit()).isEqualTo(Exit.REFUSED.code());
    assertThat(diff.out())
        .contains("- column 日本  of o'quay \"9\" x.naïve\\nboat", "1 difference (1 destructive)");
    String schema = "o'quay \"9\" x";
    TestCli.Outcome types = towpath.run("types", "--from", "a.catalog", "--schemas", schema);
    assertThat(types.out()).contains("\"naïve\\nboat\": {", "\"two\\nlines\"", "\"a\\\\b\"");
    TestCli.Outcome java =
        towpath.run("types", "--from", "a.catalog", "--schemas", schema, "--lang", "java");
    assertThat(java.out()).contains("(\"two\\nlines\")", "public final class Schema");
    TestCli.Outcome docs = towpath.run("catalog", "docs", "--from", "a.catalog");
    assertThat(docs.exit()).as(docs.err()).isZero();
    assertThat(docs.out()).contains("naïve").doesNotContain("\u0007");
  }

  @Test
  void aPlatformIsKnownByItsDatabaseAlone() throws IOException, SQLException {
    try (ScratchServer supabase = ScratchServer.start(MAJOR, Platform.SUPABASE)) {
      DatabaseUrl hosted = supabase.url();
      run(hosted, "create table public.boat (id int primary key)");
      TestCli.Outcome read =
          towpath.run("catalog", "snapshot", "-e", hosted.revealed(), "--to", "hosted.catalog");
      assertThat(read.exit()).as(read.err()).isZero();
      assertThat(folder.resolve("hosted.catalog"))
          .content()
          .contains("\ntable boat in public\n")
          .doesNotContain("schema auth", " in auth\n", " in storage\n")
          .doesNotContain("extension pg_graphql", "extension pgcrypto");
      Path migrations = Files.createDirectories(folder.resolve("supabase/migrations"));
      Files.writeString(
          migrations.resolve("20260101000000_boat.sql"),
          "create table public.boat (id int primary key);\n");
      run(hosted, "drop extension pg_graphql; create extension citext with schema extensions");
      TestCli.Outcome diff =
          towpath.run("catalog", "diff", "supabase/migrations", hosted.revealed());
      assertThat(diff.out().lines().filter(line -> line.startsWith("    + ")).toList())
          .as(diff.out().toLowerCase(Locale.ROOT))
          .containsExactly("    + extension citext");
    }
  }
}
