package dev.towpath.cli;

import static dev.towpath.cli.Staged.Trip.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.cli.Staged.Trip;
import dev.towpath.release.Release;
import dev.towpath.release.journal.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Encore OS's promotions, whole: a batch that catches up, one that fails in its middle, and the
/// two phases of a partitioned table.
class EncoreOsTest {
  private static final String PROMOTION = "runbooks/release.yaml";
  private static final String CUTOVER = "runbooks/partition-cutover.yaml";
  private static final String CHECK = "Destructive operations, index statements, partition phases";
  private static final String CATALOG =
      "Nothing was skipped, and the catalog of production is as committed";
  private static final String DELTA = "Development and production differ as expected";
  private static final String MIGRATIONS = "supabase/migrations/";
  private static final String MISTAKE = MIGRATIONS + "20260513060000_a_mistake.sql";
  private static final String ONE_NAME =
      """
      do $$
      begin
        if exists (
          select 1 from public.sequence_steps group by sequence_id, name having count(*) > 1
        ) then
          raise exception 'a sequence has two steps of one name';
        end if;
      end
      $$;
      """;

  private static final String BLOCKS =
      """
      alter table public.enrolments add column note text;
      create index enrolments_by_client on public.enrolments (client);
      """;

  @TempDir Path folder;

  @Test
  void aBatchThatCatchesUpIsPromoted() throws Exception {
    try (Staged encore = Staged.open("encore-os", folder)) {
      String before = encore.serves("BACKEND_PORT");
      RunState run = encore.release("catch-up", PROMOTION);
      encore.ended(run, RunState.Standing.DONE);
      assertThat(run.release().migrations().pending()).hasSize(5);
      assertThat(encore.serves("BACKEND_PORT"))
          .isEqualTo(encore.stage().checkout().commit())
          .isNotEqualTo(before);
      assertThat(encore.get("BACKEND_PORT", "/sequences")).contains("\"placed\" : 0");
      assertThat(version(encore)).isEqualTo("20260513051000");
      assertThat(encore.note("catch-up"))
          .contains("order_sequence_steps", "can be put into an order");
    }
  }

  /// The first answer to a failure in the middle is to go back; the second, to mend it forward.
  @Test
  @Tag("slow")
  void aFailureInTheMiddleIsTakenBackOrMendedByAMigrationOfItsOwn() throws Exception {
    try (Staged encore = Staged.open("encore-os", folder)) {
      String before = encore.serves("BACKEND_PORT");
      encore.ask("insert into public.sequence_steps (sequence_id, name) values (1, 'Call')");
      encore.commit(MIGRATIONS + "20260513043000_one_step_of_a_name.sql", ONE_NAME);
      encore.stoppedAt(encore.release("batch", PROMOTION), "runs the pending migrations");
      assertThat(version(encore)).isEqualTo("20260513042000");
      encore.people().type("ben", "release", "roll-back", "batch", "--reason", "not tonight");
      encore.people().start("batch");
      encore.ended(encore.state("batch"), RunState.Standing.ROLLED_BACK);
      assertThat(version(encore)).isEqualTo("20260512220528");
      assertThat(encore.read("docs/runbooks/rollback-log.md")).contains("## batch", "not tonight");
      encore.stage().checkout().commit("The log of rollbacks");

      encore.stoppedAt(encore.release("again", PROMOTION), "runs the pending migrations");
      encore.people().type("ben", "release", "abort", "again", "--reason", "mended forward");
      encore.commit(
          MIGRATIONS + "20260513042500_name_steps_apart.sql",
          """
          update public.sequence_steps s set name = s.name || ' ' || s.id
          where exists (
            select 1 from public.sequence_steps o
            where o.sequence_id = s.sequence_id and o.name = s.name and o.id < s.id
          );
          """);
      RunState run = encore.release("mended", PROMOTION);
      encore.ended(run, RunState.Standing.DONE);
      assertThat(run.release().migrations().pending())
          .extracting(Release.Pending::version)
          .startsWith("20260513042500", "20260513043000")
          .doesNotContain("20260513042000");
      assertThat(encore.serves("BACKEND_PORT")).isNotEqualTo(before);
    }
  }

  @Test
  @Tag("slow")
  void eachGateStopsAReleaseThatItMustNotLetPass() throws Exception {
    try (Staged encore = Staged.open("encore-os", folder)) {
      String page = "docs/database/SCHEMA_CATALOG.PROD.md";
      String wrong = encore.read("backend.properties").replace("from enrolments", "from nowhere");
      encore.refusedAtEach(
          "production",
          PROMOTION,
          List.of(
              file(encore, CHECK, MISTAKE, "drop table public.activity;"),
              file(encore, CHECK, MISTAKE, BLOCKS),
              new Trip(CHECK, true, () -> bothPhases(encore), () -> noPhase(encore)),
              file(encore, "Dry run on a scratch server", MISTAKE, "select 1 / 0;"),
              file(encore, CATALOG, page, encore.read(page) + "\nBy hand.\n"),
              file(encore, DELTA, "catalog-expected.yaml", "[]\n"),
              file(
                  encore,
                  "probes health, sequences, enrolments, activity",
                  "backend.properties",
                  wrong)));
      assertThat(encore.serves("BACKEND_PORT")).isEqualTo(encore.stage().checkout().commit());
    }
  }

  private static void bothPhases(Staged encore) throws IOException {
    phase(encore, "1-shadow");
    phase(encore, "2-cutover");
  }

  private static void noPhase(Staged encore) throws IOException {
    for (String kind : new String[] {"migrations", "rollbacks"}) {
      Path folder = encore.stage().folder().resolve("supabase/" + kind);
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(each -> each.toString().contains("/202606")).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Test
  @Tag("slow")
  void aTableIsPartitionedInTwoReleases() throws Exception {
    try (Staged encore = Staged.open("encore-os", folder)) {
      phase(encore, "1-shadow");
      refreshCatalogs(encore);
      encore.ended(encore.release("shadow", PROMOTION), RunState.Standing.DONE);
      encore.post("BACKEND_PORT", "/activity");
      assertThat(encore.ask("select count(*) from public.activity_by_month")).isEqualTo("1");

      phase(encore, "2-cutover");
      String runbook = encore.read(CUTOVER);
      encore.commit(CUTOVER, runbook.replace("22:00-04:00", "00:00-23:59"));
      String wrong =
          "update public.activity_by_month set kind = '%s' where at > now() - interval '1 d'";
      encore.ask(wrong.formatted("wrong"));
      encore.stoppedAt(
          encore.release("parity", CUTOVER),
          "Sampled rows, and those of the last 30 and 7 days, have the same SHA-256");
      encore.people().type("ben", "release", "abort", "parity", "--reason", "a row differs");
      encore.ask(wrong.formatted("call"));

      encore.ended(encore.release("cutover", CUTOVER), RunState.Standing.DONE);
      encore.post("BACKEND_PORT", "/activity");
      assertThat(encore.ask("select count(*) from public.activity")).isEqualTo("2002");
      assertThat(encore.ask("select relkind from pg_class where oid = 'public.activity'::regclass"))
          .isEqualTo("p");
      encore
          .people()
          .type("ben", "release", "roll-back", "cutover", "--reason", "readers are slow");
      encore.people().start("cutover");
      encore.ended(encore.state("cutover"), RunState.Standing.ROLLED_BACK);
      assertThat(encore.ask("select relkind from pg_class where oid = 'public.activity'::regclass"))
          .isEqualTo("r");
      assertThat(encore.ask("select count(*) from public.activity")).isEqualTo("2002");
    }
  }

  private static String version(Staged encore) throws Exception {
    return encore.ask("select max(version) from supabase_migrations.schema_migrations");
  }

  /// Moves a phase among the migrations, as the pull request of its release does.
  private static void phase(Staged encore, String name) throws IOException {
    for (String kind : new String[] {"migrations", "rollbacks"}) {
      Path from = encore.stage().folder().resolve("supabase/partition/" + name + "/" + kind);
      try (Stream<Path> files = Files.list(from)) {
        for (Path file : files.toList()) {
          encore
              .stage()
              .checkout()
              .put("supabase/" + kind + "/" + file.getFileName(), Files.readString(file));
        }
      }
    }
  }

  /// What a pull request with migrations brings along: the page of production, and development's
  /// snapshot, which has a policy more.
  private static void refreshCatalogs(Staged encore) throws Exception {
    Path testers = encore.stage().folder().resolve(MIGRATIONS + "29991231235959_testers.sql");
    encore.people().type("ben", "catalog", "docs", "--to", "docs/database/SCHEMA_CATALOG.PROD.md");
    Files.writeString(testers, encore.read("supabase/development/testers.sql"));
    String snapshot = "docs/database/development.catalog";
    encore
        .people()
        .type("ben", "catalog", "snapshot", "--from", "supabase/migrations", "--to", snapshot);
    Files.delete(testers);
    encore.stage().checkout().commit("Catalogs");
  }
}
