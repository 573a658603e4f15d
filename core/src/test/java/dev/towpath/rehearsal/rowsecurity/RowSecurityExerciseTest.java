package dev.towpath.rehearsal.rowsecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.towpath.postgres.Platform;
import dev.towpath.rehearsal.Exercised;
import dev.towpath.rehearsal.Exercised.Verdict;
import dev.towpath.rehearsal.RehearsedCase;
import dev.towpath.rehearsal.rowsecurity.RowSecurityExercise.Which;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Policies that are right and wrong, exercised on a real server.
class RowSecurityExerciseTest {
  @TempDir static Path project;
  private static RehearsedCase server;

  private static final String BOATS =
      """
      create type public.rig as enum ('sloop', 'ketch');
      create table public.boats (
        id bigint generated always as identity primary key,
        owner_id uuid not null references auth.users (id),
        name text not null check (length(name) > 3),
        rig public.rig not null,
        length numeric(5, 2) not null check (length between 4 and 90),
        state text not null check (state in ('afloat', 'ashore')));
      alter table public.boats enable row level security;
      """;

  @BeforeAll
  static void start() {
    server = new RehearsedCase(Platform.SUPABASE, project);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Exercised run(String after) throws SQLException {
    return new RowSecurityExercise(Which.CHANGED).run(server.rehearsed("", after));
  }

  private static String access(Exercised exercised, String table, String role, String command) {
    return ((List<?>) Objects.requireNonNull(exercised.data().get("rowSecurity")))
        .stream()
            .map(each -> (Map<?, ?>) each)
            .filter(each -> table.equals(each.get("table")))
            .filter(each -> role.equals(each.get("role")))
            .filter(each -> command.equals(each.get("command")))
            .map(each -> "" + each.get("access"))
            .findFirst()
            .orElse("nothing tried");
  }

  @Test
  void everyRoleTriesEveryCommand() throws SQLException {
    Exercised own =
        run(
            BOATS
                + "create policy mine on boats to authenticated"
                + " using ((select auth.uid()) = owner_id);");
    assertThat(own.findings()).isEmpty();
    assertThat(own.verdict()).isEqualTo(Verdict.PASSED);
    for (String command : List.of("select", "insert", "update", "delete")) {
      assertThat(access(own, "public.boats", "authenticated", command)).isEqualTo("own");
      assertThat(access(own, "public.boats", "anon", command)).isEqualTo("none");
      assertThat(access(own, "public.boats", "service_role", command)).isEqualTo("all");
    }
  }

  @Test
  void aRowThatATriggerChangesIsStillTheUsersRow() throws SQLException {
    Exercised logged =
        run(
            BOATS
                + """
                create policy mine on boats to authenticated
                  using ((select auth.uid()) = owner_id);
                create table logs (boat_id bigint primary key references boats);
                alter table logs enable row level security;
                create function count_logs() returns trigger language plpgsql as $$ begin
                  update public.boats set length = length + 1 where id = new.boat_id;
                  return new; end $$;
                create trigger count_logs after insert on logs
                  for each row execute function count_logs();
                """);
    assertThat(access(logged, "public.boats", "authenticated", "select")).isEqualTo("own");
    assertThat(access(logged, "public.boats", "service_role", "select")).isEqualTo("all");
  }

  @Test
  void whatATriggerAsksOfAnotherServerIsNotTried() throws SQLException {
    Exercised calls =
        run(
            BOATS
                + """
                create policy mine on boats to authenticated
                  using ((select auth.uid()) = owner_id);
                create extension http with schema extensions;
                create function tell() returns trigger language plpgsql as $$ begin
                  perform extensions.http_get('http://127.0.0.1:1/gone'); return old; end $$;
                create trigger tell before delete on boats for each row execute function tell();
                """);
    assertThat(calls.findings())
        .extracting(Finding::rule, Finding::severity)
        .containsOnly(tuple("rls-not-exercised", Severity.NOTE));
    assertThat(access(calls, "public.boats", "authenticated", "select")).isEqualTo("own");
  }

  @Test
  void whatReachesAnotherUsersRowsIsFound() throws SQLException {
    Exercised open =
        run(
            BOATS
                + "create policy seen on boats for select using (auth.uid() = owner_id);"
                + "create policy changed on boats for update to authenticated using (true);"
                + "create policy added on boats for insert with check (true);");
    assertThat(access(open, "public.boats", "authenticated", "select")).isEqualTo("own");
    assertThat(access(open, "public.boats", "authenticated", "update")).isEqualTo("all");
    assertThat(open.findings())
        .extracting(Finding::rule, each -> each.message().replaceAll(" public.*| in .*", ""))
        .contains(
            tuple("rls-anon-writes", "Anybody without an account can insert"),
            tuple(
                "rls-cross-user", "A user of role authenticated can change rows of another user"));
    assertThat(open.verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void membershipIsFollowedThroughFunctionsAndKeys() throws SQLException {
    Exercised crews =
        run(
            """
            create table crews (id uuid primary key default gen_random_uuid(), name text not null);
            create table members (crew_id uuid references crews, user_id uuid references auth.users,
              primary key (crew_id, user_id));
            create function is_member(crew uuid) returns boolean language sql security definer
              set search_path = '' stable as
              'select exists (select from public.members m
                where m.crew_id = crew and m.user_id = auth.uid())';
            create table voyages (id int generated by default as identity primary key,
              crew_id uuid not null references crews, harbour text not null);
            alter table voyages enable row level security;
            create policy crew on voyages for select to authenticated using (is_member(crew_id));
            """);
    assertThat(crews.findings()).isEmpty();
    assertThat(access(crews, "public.voyages", "authenticated", "select")).isEqualTo("own");
    assertThat(access(crews, "public.voyages", "authenticated", "insert")).isEqualTo("none");
  }

  @Test
  void aPolicyThatFailsIsAnError() throws SQLException {
    Exercised endless =
        run(
            BOATS
                + "create policy again on boats using"
                + " (owner_id in (select b.owner_id from boats b));");
    assertThat(endless.findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.rule()).isEqualTo("rls-policy-error");
              assertThat(finding.why()).contains("infinite recursion");
            });
  }

  @Test
  void aTableWithoutRowsProvesNothing() throws SQLException {
    Exercised empty =
        run(
            "create table locks (id int primary key check (id < id));"
                + "alter table locks enable row level security;"
                + "create policy none on locks using (true);");
    assertThat(empty.findings()).extracting(Finding::rule).containsOnly("rls-not-exercised");
    assertThat(empty.verdict()).isEqualTo(Verdict.SKIPPED);
  }

  @Test
  void aPolicyForNobodyIsUnused() throws SQLException {
    Exercised unused =
        run(
            BOATS
                + "revoke all on boats from anon;"
                + "create policy guests on boats for select to anon using (true);"
                + "create policy service on boats to service_role using (true);");
    assertThat(unused.findings())
        .extracting(Finding::rule)
        .filteredOn("rls-policy-unused"::equals)
        .hasSize(2);
  }

  @Test
  void rowsThatTriggersMakeAreUsed() throws SQLException {
    Exercised profiles =
        run(
            """
            create table profiles (id uuid primary key references auth.users, nick text);
            create function new_user() returns trigger language plpgsql security definer as
              'begin insert into public.profiles values (new.id, new.email); return new; end';
            create trigger new_user after insert on auth.users
              for each row execute function new_user();
            alter table profiles enable row level security;
            create policy own on profiles using (auth.uid() = id);
            """);
    assertThat(profiles.findings()).isEmpty();
    assertThat(access(profiles, "public.profiles", "authenticated", "update")).isEqualTo("own");
    assertThat(access(profiles, "public.profiles", "anon", "select")).isEqualTo("none");
  }

  @Test
  void aColumnThatAPolicyComparesNeedsNoForeignKey() throws SQLException {
    Exercised own =
        run(
            """
            create table public.locks (id int primary key, keeper uuid not null);
            alter table public.locks enable row level security;
            create policy keepers on public.locks to authenticated using (keeper = auth.uid());
            """);
    assertThat(access(own, "public.locks", "authenticated", "select")).isEqualTo("own");
  }

  @Test
  void fixturesAreHeldAgainstWhatHappened() throws IOException, SQLException {
    server.file(
        "supabase/tests/fixtures/policies.csv",
        "table,role,command,expect\nboats,anon,select,all\nboats,authenticated,delete,own\n");
    server.file(
        "supabase/tests/fixtures/policies.yaml",
        "- {table: boats, role: anon, command: insert, expect: none}\n");
    try {
      Exercised differs = run(BOATS + "create policy mine on boats using (auth.uid() = owner_id);");
      assertThat(differs.findings())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.rule()).isEqualTo("rls-differs-from-fixture");
                assertThat(finding.where().orElseThrow())
                    .hasToString("supabase/tests/fixtures/policies.csv:2:1");
              });
    } finally {
      Files.delete(project.resolve("supabase/tests/fixtures/policies.csv"));
      Files.delete(project.resolve("supabase/tests/fixtures/policies.yaml"));
    }
  }

  @Test
  void withoutAPlatformTheRolesOfPoliciesAreTried(@TempDir Path elsewhere) throws SQLException {
    try (RehearsedCase plain = new RehearsedCase(Platform.NONE, elsewhere)) {
      Exercised tenants =
          new RowSecurityExercise(Which.CHANGED)
              .run(
                  plain.rehearsed(
                      "create role web; create table moorings (tenant int not null, pier text);"
                          + "grant select, update on moorings to web;",
                      "alter table moorings enable row level security;"
                          + "create policy tenant on moorings to web"
                          + " using (tenant = current_setting('app.tenant')::int);"));
      assertThat(access(tenants, "public.moorings", "web", "select")).isEqualTo("own");
      assertThat(access(tenants, "public.moorings", "web", "update")).isEqualTo("own");
      assertThat(access(tenants, "public.moorings", "web", "delete")).isEqualTo("none");
    }
  }
}
