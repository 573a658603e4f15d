package dev.towpath.rehearsal.oldcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.postgres.Platform;
import dev.towpath.rehearsal.Exercised;
import dev.towpath.rehearsal.Exercised.Verdict;
import dev.towpath.rehearsal.RehearsedCase;
import dev.towpath.report.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Code for the schema before, tried on the schema after.
class OldCodeExerciseTest {
  private static final String BOATS =
      "create table boats (id int primary key, name text, owner text);";

  @TempDir static Path project;
  private static RehearsedCase server;

  @BeforeAll
  static void start() {
    server = new RehearsedCase(Platform.NONE, project);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Exercised run(String before, String after, List<Path> files, List<String> called)
      throws SQLException {
    OldCodeExercise exercise = new OldCodeExercise(project, files, called);
    return exercise.run(server.rehearsed(before, after, List.of(exercise)));
  }

  @Test
  void statementsThatWorkedBeforeMustWorkAfter() throws IOException, SQLException {
    server.file(
        "queries.sql",
        "select name from boats where id = $1;\ninsert into boats (id, owner) values ($1, $2);\n"
            + "select * from never;\nvacuum boats;\n");
    Exercised broken =
        run(
            BOATS,
            "alter table boats drop column owner;",
            List.of(Path.of("queries.sql")),
            List.of("select owner from boats where name like $1", "select $1::int"));
    assertThat(broken.findings())
        .extracting(Finding::rule)
        .containsExactly("application-statement-broken", "application-statement-broken");
    assertThat(broken.findings().getFirst().where().orElseThrow()).hasToString("queries.sql:2:1");
    assertThat(broken.findings().getFirst().why()).contains("column \"owner\"");
    assertThat(broken.words()).isEqualTo("2 of 4 statements can still be prepared");
    assertThat(broken.data()).containsEntry("notPreparableBefore", 2);
  }

  @Test
  void bodiesOfFunctionsAreLookedInto() throws SQLException {
    Exercised broken =
        run(
            BOATS
                + """
                create function plain(wanted int) returns text language sql
                  as 'select owner from boats where id = wanted';
                create function procedural(wanted int) returns text language plpgsql as $$
                declare
                  found_name text;
                begin
                  select b.owner into found_name from boats b where b.id = wanted;
                  if found then
                    update boats set name = found_name where id = wanted;
                  end if;
                  return found_name;
                end $$;
                create function touched() returns trigger language plpgsql as $$
                begin
                  insert into boats (id, owner) values (new.id + 1, new.owner);
                  return new;
                end $$;
                create trigger touched after update on boats
                  for each row execute function touched();
                create function untouched() returns bigint language plpgsql as
                  'begin return (select count(*) from boats); end';
                """,
            "alter table boats drop column owner;",
            List.of(),
            List.of());
    assertThat(broken.findings())
        .extracting(finding -> finding.message().replaceAll(" no longer.*", ""))
        .containsExactlyInAnyOrder(
            "The function public.plain",
            "The function public.procedural",
            "The function public.touched");
  }

  @Test
  void whatTheMigrationsReplaceIsNotOld() throws SQLException {
    String function =
        "create or replace function plain() returns setof text language sql as 'select %s from"
            + " boats';";
    Exercised replaced =
        run(
            BOATS + function.formatted("owner") + "create view list as select owner from boats;",
            "drop view list; alter table boats drop column owner;" + function.formatted("name"),
            List.of(),
            List.of());
    assertThat(replaced.findings()).isEmpty();
    assertThat(replaced.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(replaced.data()).containsAllEntriesOf(Map.of("view", 1L, "definition", 1L));
  }

  @Test
  void nothingToTryIsSaid() throws SQLException {
    assertThat(run("", BOATS, List.of(), List.of()).verdict()).isEqualTo(Verdict.SKIPPED);
  }
}
