package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.release.ReleaseClass;
import dev.towpath.release.journal.RunState;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Better Comply's releases, whole: a regulated one, one whose migration fails, and its gates.
class BetterComplyTest {
  private static final String RUNBOOK = "runbooks/release.yaml";
  private static final String SERVED = "BACKEND_PORT";

  @TempDir Path folder;

  @Test
  void aRegulatedReleaseIsApprovedServedAndWrittenDown() throws Exception {
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
          .containsPattern("engineering \\| ben .*\\n.*product-owner \\| .*\\n.*quality-lead \\| ");
    }
  }

  @Test
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
  void eachGateStopsWhatItIsThereFor() throws Exception {
    try (Staged comply = Staged.open("better-comply", folder)) {
      String before = comply.serves(SERVED);
      comply.refused(RUNBOOK, "Names, order and safety of the migrations", MIGRATION, UNPROTECTED);
      comply.refused(RUNBOOK, "The same messages in every language", "messages/de.json", "{}\n");
      comply.refused(RUNBOOK, "Coverage by tests", "supabase/tests/signatures.sql", "select 1;\n");
      comply.refused(
          RUNBOOK, "Types of the schema", "src/database.types.ts", "export type Json = null\n");
      comply.refused(RUNBOOK, "Invariants of the database", MIGRATION, FORGETS_THE_AUDIT);
      comply.people().silentAt("Before the release");
      comply.stoppedAt(comply.release("nobody-ticks", RUNBOOK), "Before the release");
      assertThat(comply.serves(SERVED)).isEqualTo(before);
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
