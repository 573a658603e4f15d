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

  /// The fault switch of the application, and a real Prometheus that sees what it does.
  @Test
  @Tag("slow")
  void errorsOfTheNewRevisionTakeTheReleaseBack() throws Exception {
    try (Staged comply = Staged.open("better-comply", folder);
        Prometheus prometheus = Prometheus.scraping(folder, port(comply))) {
      comply.stage().variables().put("PROMETHEUS_URL", prometheus.url());
      String settings = comply.read(SETTINGS);
      int from = settings.indexOf("signals:");
      int to = settings.indexOf("probes:");
      comply.commit(
          SETTINGS,
          settings.substring(0, from) + WITH_PROMETHEUS + settings.substring(to),
          RUNBOOK,
          comply.read(RUNBOOK).replace("watch: 9000ms", "watch: 5m"));
      String before = comply.serves(SERVED);
      Thread fault =
          Moment.of(comply, "broken", WATCH, () -> comply.post(SERVED, "/fault?errors=30"));
      RunState run = comply.release("broken", RUNBOOK);
      fault.join();
      comply.ended(run, RunState.Standing.ROLLED_BACK);
      assertThat(comply.serves(SERVED)).isEqualTo(before);
      assertThat(comply.ask("select to_regclass('certificates_in_force')")).isEqualTo("null");
      assertThat(run.goingBack().orElseThrow().text("why")).contains("error-rate > 2% for 6s");
      assertThat(comply.read("docs/runbooks/rollback-log.md")).contains("error-rate > 2% for 6s");
      assertThat(comply.note("broken")).contains("rolled back", "error-rate > 2% for 6s");
      assertThat(comply.stage().folder().resolve("docs/quality/incidents")).isNotEmptyDirectory();
    }
  }

  private static int port(Staged comply) {
    return Integer.parseInt(String.valueOf(comply.stage().variables().get(SERVED)));
  }

  private static final String WATCH = "The first minutes";
  private static final String SETTINGS = "towpath.yaml";
  private static final String WITH_PROMETHEUS =
      """
      signals:
        error-rate:
          prometheus: ${PROMETHEUS_URL}
          query: >-
            (sum(rate(http_requests_total{status=~"5.."}[5s])) or vector(0))
            / sum(rate(http_requests_total[5s]))
          traffic: sum(rate(http_requests_total[5s]))
          floor: 1
          every: 1s
          unit: ratio
      """;

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
