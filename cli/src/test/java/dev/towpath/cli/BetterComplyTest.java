package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.release.ReleaseClass;
import dev.towpath.release.journal.RunState;
import java.io.IOException;
import java.nio.file.Files;
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
      assertThat(note(comply, "certificates-expire"))
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
      commit(
          comply,
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
      assertThat(read(comply, "docs/runbooks/rollback-log.md"))
          .contains("## harder", "The server refused a statement.");
    }
  }

  @Test
  void eachGateStopsWhatItIsThereFor() throws Exception {
    try (Staged comply = Staged.open("better-comply", folder)) {
      String before = comply.serves(SERVED);
      refused(comply, "Names, order and safety of the migrations", MIGRATION, UNPROTECTED);
      refused(comply, "The same messages in every language", "messages/de.json", "{}\n");
      refused(comply, "Coverage by tests", "supabase/tests/signatures.sql", "select 1;\n");
      refused(comply, "Types of the schema", "src/database.types.ts", "export type Json = null\n");
      refused(comply, "Invariants of the database", MIGRATION, FORGETS_THE_AUDIT);
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

  /// That a release with this file goes no further than to this step; then the file is as before.
  private static void refused(Staged comply, String step, String path, String text)
      throws IOException, InterruptedException {
    Path file = comply.stage().folder().resolve(path);
    String before = Files.exists(file) ? Files.readString(file) : "";
    commit(comply, path, text);
    String name = "gate-" + step.replaceAll("\\W+", "-");
    comply.stoppedAt(comply.release(name, RUNBOOK), step);
    comply.people().type("ann", "release", "abort", name, "--reason", "refused");
    if (before.isEmpty()) {
      Files.delete(file);
    }
    commit(comply, before.isEmpty() ? "mended.txt" : path, before.isEmpty() ? step : before);
  }

  private static void commit(Staged comply, String... pathsAndTexts)
      throws IOException, InterruptedException {
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      comply.stage().checkout().put(pathsAndTexts[i], pathsAndTexts[i + 1]);
    }
    comply.stage().checkout().commit(pathsAndTexts[0]);
  }

  private static String note(Staged comply, String release) throws IOException {
    try (var files = Files.list(comply.stage().folder().resolve("docs/releases"))) {
      Path note = files.filter(file -> file.toString().contains(release)).findFirst().orElseThrow();
      return Files.readString(note);
    }
  }

  private static String read(Staged comply, String path) throws IOException {
    return Files.readString(comply.stage().folder().resolve(path));
  }
}
