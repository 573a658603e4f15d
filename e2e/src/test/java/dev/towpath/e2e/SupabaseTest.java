package dev.towpath.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real Supabase CLI and Towpath take turns on one project and agree about it.
class SupabaseTest {
  private static final String MIGRATIONS = "supabase/migrations/";
  private static final String HISTORY =
      """
      select version, name, to_json(statements)
      from supabase_migrations.schema_migrations order by version
      """;

  private static Server server;

  @TempDir private Path folder;
  private Folder project;
  private Database database;
  private SupabaseCli cli;
  private Towpath towpath;

  @BeforeAll
  static void startServer() {
    Tools.program("supabase");
    server = Server.start();
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void awkwardProject() throws IOException {
    project = new Folder(folder);
    project
        .write(
            MIGRATIONS + "20260101000000_first.sql",
            """
            -- a comment; with a semicolon
            create table public.books (
              id bigint generated always as identity primary key,
              title text not null -- a comment behind a column
            );

            /* a block; of comment */
            create function public.one() returns int language sql as $$ select 1; $$;


            insert into public.books (title) values ('it''s; "quoted" \\ back'), (E'a\\nb');
            -- the last comment
            """)
        .write(
            MIGRATIONS + "20260102000000_crlf.sql",
            "create table public.crlf (id int);\r\n\r\ncomment on table public.crlf is 'x';\r\n"
                + "  ;;\r\nselect 1")
        .write(MIGRATIONS + "20260103000000_only_a_comment.sql", "-- nothing to do\n")
        .write(MIGRATIONS + "20260104000000_bom.sql", "\uFEFFcreate table public.bom (id int);\n")
        .write(
            MIGRATIONS + "20260105000000_index.sql",
            """
            create table public.loans (id int);
            create index concurrently loans_by_id on public.loans (id);
            create table public.fines (id int);
            """)
        .write(
            MIGRATIONS + "20260106000000_hard_to_cut.sql",
            """
            create table public.notes (foo$bar$baz text);;
            insert into public.notes values (E'it\\'s; x'); ; -- a comment alone
            create function public.sign_of(a int) returns int language sql
              begin atomic select case when a > 0 then 1 else 2 end; select 3; end;
            create rule also_read as on insert to public.notes do also (select 1; select (2));
            /* one /* two; */ three; */ create table public."odd;name" (id int);
            do $body$ begin perform 1; end $body$
            """);
    database = server.createDatabase();
    cli = new SupabaseCli(project, database);
    towpath = new Towpath(project, database);
  }

  @Test
  void theCliSaysUpToDateAfterTowpath() throws Exception {
    towpath.succeed("apply");

    assertThat(cli.pending()).isEmpty();
    assertThat(cli.list())
        .containsExactly(
            "20260101000000 = 20260101000000",
            "20260102000000 = 20260102000000",
            "20260103000000 = 20260103000000",
            "20260104000000 = 20260104000000",
            "20260105000000 = 20260105000000",
            "20260106000000 = 20260106000000");
  }

  @Test
  void towpathWritesTheRowsThatTheCliWrites() throws Exception {
    Database other = server.createDatabase();
    new SupabaseCli(project, other).push();

    towpath.succeed("apply");

    assertThat(database.rows(HISTORY)).isEqualTo(other.rows(HISTORY));
  }

  @Test
  void whatTheCliPushedIsAppliedAndNotEdited() throws Exception {
    towpath.succeed("apply");
    project.write(
        MIGRATIONS + "20260201000000_next.sql",
        "-- why\nalter table books add column isbn text; -- how\n/* end */\n");
    assertThat(cli.pending()).containsExactly("20260201000000_next.sql");

    cli.push();

    assertThat(towpath.status()).hasSize(7).containsEntry("20260201000000", "applied");
    assertThat(towpath.status().values()).containsOnly("applied");
  }

  @Test
  void aFileEditedAfterTheClisPushIsNamed() throws Exception {
    cli.push();
    project.append(MIGRATIONS + "20260104000000_bom.sql", "-- only a comment more\n");
    assertThat(towpath.status().values()).containsOnly("applied");

    project.append(MIGRATIONS + "20260104000000_bom.sql", "drop table public.crlf;\n");

    assertThat(towpath.status()).containsEntry("20260104000000", "edited");
    assertThat(cli.pending()).as("the CLI passes over it in silence").isEmpty();
  }

  @Test
  void whatTowpathUndidIsPendingForTheCli() throws Exception {
    project
        .write(MIGRATIONS + "20260201000000_next.sql", "create table public.shelves (id int);\n")
        .write(MIGRATIONS + "down/20260201000000_next.sql", "drop table public.shelves;\n");
    cli.push();

    towpath.succeed("undo", "--to", "20260106000000");

    assertThat(cli.pending()).containsExactly("20260201000000_next.sql");
    assertThat(database.rows("select to_regclass('public.shelves')")).containsExactly("null");
    cli.push();
    assertThat(towpath.status().values()).containsOnly("applied");
  }
}
