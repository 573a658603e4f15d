package dev.towpath.cli;

import static dev.towpath.cli.Staged.Trip.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.cli.Staged.Trip;
import dev.towpath.release.ReleaseClass;
import dev.towpath.release.journal.RunState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Better Comply's releases, whole: a regulated one, one whose migration fails, and its gates.
class BetterComplyTest {
  private static final String RUNBOOK = "runbooks/release.yaml";
  private static final String SERVED = "BACKEND_PORT";

  /// With its time before it.
  private static final String SIGNATURE = "\\| 20\\S+.* \\| [0-9a-f]{128} \\|";

  @TempDir Path folder;

  @Test
  void aRegulatedReleaseIsSignedServedAndWrittenDown() throws Exception {
    try (Staged comply = Staged.open("better-comply", folder)) {
      String before = comply.serves(SERVED);
      assertThat(comply.get(SERVED, "/certificate")).doesNotContain("expires");
      RunState run = comply.release("certificates-expire", RUNBOOK);
      comply.ended(run, RunState.Standing.DONE);
      assertThat(run.release().releaseClass()).isEqualTo(ReleaseClass.REGULATED);
      String commit = comply.stage().checkout().commit();
      assertThat(comply.serves(SERVED)).isEqualTo(commit).isNotEqualTo(before);
      assertThat(comply.serves("WEB_PORT")).isEqualTo(commit);
      assertThat(comply.get(SERVED, "/certificate")).contains("expires");
      assertThat(comply.note("certificates-expire"))
          .contains(commit, "| Class | regulated |", "| On call | dora |")
          .contains("the day on which it ends", "No certificate, signature or entry")
          .contains("certificates_expire", "## Rollback plan")
          .containsPattern("\\| author \\| Ann Gray \\(ann\\) \\| authorship " + SIGNATURE)
          .containsPattern("\\| engineering \\| Ben Hall \\(ben\\) \\| approval " + SIGNATURE)
          .containsPattern("\\| product-owner \\| Cid Moor \\(cid\\) \\| approval " + SIGNATURE)
          .containsPattern("\\| quality-lead \\| Eve Ross \\(eve\\) \\| approval " + SIGNATURE);
    }
  }

  @Test
  @Tag("slow")
  void aMigrationThatFailsTakesTheOnesBeforeItBack() throws Exception {
    try (Staged comply = Staged.open("better-comply", folder)) {
      String before = comply.serves(SERVED);
      comply.ask("insert into public.courses (title, pass_percent) values ('Clean air', 95)");
      comply.commit(
          "supabase/migrations/20261116100000_clean_rooms_are_harder.sql",
          "update public.courses set pass_percent = pass_percent + 10 where title like 'Clean%';\n",
          "supabase/rollbacks/20261116100000_clean_rooms_are_harder.sql",
          "update public.courses set pass_percent = pass_percent - 10 where title like"
              + " 'Clean%';\n");
      RunState run = comply.release("harder", RUNBOOK);
      comply.ended(run, RunState.Standing.ROLLED_BACK);
      assertThat(comply.serves(SERVED)).isEqualTo(before);
      assertThat(comply.get(SERVED, "/certificate")).contains("issued");
      assertThat(comply.ask("select max(version) from supabase_migrations.schema_migrations"))
          .isEqualTo("20260330090000");
      assertThat(comply.ask("select sum(pass_percent) from public.courses")).isEqualTo("255");
      assertThat(comply.read("docs/runbooks/rollback-log.md"))
          .contains("## harder", "The server refused a statement.");
    }
  }

  @Test
  @Tag("slow")
  void eachGateStopsAReleaseThatItMustNotLetPass() throws Exception {
    try (Staged comply = Staged.open("better-comply", folder)) {
      Path backups = comply.stage().folder().resolve("backups");
      String wrong = comply.read("backend.properties").replace("from certificates_in_force", "fro");
      comply.refusedAtEach(
          "production",
          RUNBOOK,
          List.of(
              file(comply, "Names, order and safety of the migrations", MIGRATION, UNPROTECTED),
              file(comply, "The same messages in every language", "messages/de.json", "{}"),
              file(comply, "Coverage by tests", "supabase/tests/signatures.sql", "select 1;"),
              file(comply, "Types of the schema", "src/database.types.ts", "export type A = null"),
              file(comply, "Invariants of the database", MIGRATION, FORGETS_THE_AUDIT),
              Trip.around(
                  "makes a backup, and restores it once",
                  () -> comply.stage().checkout().put("backups", ""),
                  () -> Files.delete(backups)),
              Trip.around(
                  "runs the pending migrations",
                  () -> comply.ask("create table certificates_in_force ()"),
                  () -> comply.ask("drop table certificates_in_force")),
              Trip.around(
                  "Every migration landed",
                  () -> comply.ask("create table by_hand ()"),
                  () -> comply.ask("drop table by_hand")),
              file(comply, "Journey through production", "backend.properties", wrong),
              file(comply, "The web site", "web.properties", "page./=nothing")));
      assertThat(comply.serves(SERVED)).isEqualTo(comply.stage().checkout().commit());
    }
  }

  private static final String MIGRATION = "supabase/migrations/20261116110000_a_mistake.sql";
  private static final String UNPROTECTED =
      "create table public.remarks (id bigint primary key, words text);\n";

  private static final String FORGETS_THE_AUDIT =
      """
      create or replace function public.audit_row() returns trigger language plpgsql
      security definer set search_path = '' as $$
      begin
        return coalesce(new, old);
      end
      $$;
      """;
}
