package dev.towpath.migration.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.migration.history.Action;
import dev.towpath.migration.history.Applied;
import dev.towpath.migration.history.Intent;
import dev.towpath.migration.layout.Layout;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.report.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusTest {
  private static final Path FOLDER = Path.of("m");

  @TempDir Path project;
  private final List<Applied> rows = new ArrayList<>();
  private final List<Intent> open = new ArrayList<>();
  private Map<String, String> digests = Map.of();

  private void file(String name, String text) throws IOException {
    Path file = project.resolve(FOLDER).resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void row(String version, String name, Applied.State state, String... statements) {
    rows.add(
        new Applied(
            version,
            name,
            state,
            Optional.empty(),
            statements.length == 0 ? Optional.empty() : Optional.of(List.of(statements)),
            Optional.empty()));
  }

  private Status status(String name) {
    Layout layout = Layouts.named(name);
    LayoutFiles files = layout.read(project, FOLDER);
    return Status.of(layout, files, new Status.Known(rows, digests, open));
  }

  private static List<String> states(Status status) {
    return status.migrations().stream()
        .map(one -> one.version() + " " + one.name() + " " + one.state().word())
        .toList();
  }

  private static List<String> rules(Status status) {
    return status.findings().stream().map(Finding::rule).toList();
  }

  @Test
  void appliedAndPendingAreTold() throws IOException {
    file("20260101000000_a.sql", "select 1; -- one\n");
    file("20260102000000_b.sql", "select 2;");
    row("20260101000000", "a", Applied.State.APPLIED, "SELECT 1");
    Status status = status("supabase");
    assertThat(states(status))
        .containsExactly("20260101000000 a applied", "20260102000000 b pending");
    assertThat(status.findings()).isEmpty();
    assertThat(status.hasErrors()).isFalse();
  }

  @Test
  void whatChangedUnderAVersionIsTold() throws IOException {
    file("20260101000000_a.sql", "select 1;");
    file("20260102000000_b.sql", "select 2;");
    file("20260103000000_c.sql", "select 3;");
    file("20260104000000_d.sql", "select 4;");
    row("20260101000000", "a", Applied.State.APPLIED, "select 11");
    row("20260102000000", "other", Applied.State.APPLIED, "select 22");
    row("20260103000000", "renamed", Applied.State.APPLIED, "select 3");
    row("20260104000000", "", Applied.State.APPLIED);
    Status status = status("supabase");
    assertThat(states(status))
        .containsExactly(
            "20260101000000 a edited",
            "20260102000000 b replaced",
            "20260103000000 c applied",
            "20260104000000 d applied");
    assertThat(rules(status))
        .containsExactly(
            "edited-after-applied", "replaced-version", "renamed-after-applied", "unknown-content");
    assertThat(status.hasErrors()).isTrue();
  }

  @Test
  void orderAndMissingFilesAreTold() throws IOException {
    file("20260102000000_late.sql", "select 2;");
    file("20260103000000_b.sql", "select 3;");
    row("20260101000000", "gone", Applied.State.APPLIED, "select 1");
    row("20260103000000", "b", Applied.State.APPLIED, "select 3");
    row("20260109000000", "ahead", Applied.State.APPLIED, "select 9");
    Status status = status("supabase");
    assertThat(states(status))
        .containsExactly(
            "20260102000000 late pending",
            "20260103000000 b applied",
            "20260101000000 gone missing",
            "20260109000000 ahead missing");
    assertThat(rules(status)).containsExactly("out-of-order", "missing-file", "database-ahead");
  }

  @Test
  void theSecondOfADuplicateIsNotTakenForApplied() throws IOException {
    file("20260101000000_a.sql", "select 1;");
    file("20260101000000_b.sql", "select 2;");
    row("20260101000000", "b", Applied.State.APPLIED, "select 2");
    Status status = status("supabase");
    assertThat(states(status)).contains("20260101000000 b applied");
    assertThat(rules(status)).contains("duplicate-version");
    assertThat(status.in(State.APPLIED)).hasSize(1);
  }

  @Test
  void failedHalfDoneAndUndoneAreTold() throws IOException {
    file("1_a/migration.sql", "select 1;");
    file("2_b/migration.sql", "select 2;");
    file("3_c/migration.sql", "select 3;");
    row("1", "a", Applied.State.FAILED);
    row("2", "b", Applied.State.FAILED);
    row("3", "c", Applied.State.UNDONE);
    open.add(
        new Intent(
            1,
            "prisma",
            "2",
            "b",
            Action.APPLY,
            0,
            "d",
            "select 2",
            1,
            Instant.EPOCH,
            Optional.empty(),
            ""));
    Status status = status("prisma");
    assertThat(states(status)).containsExactly("1 a failed", "2 b failed", "3 c pending");
    assertThat(rules(status)).containsExactly("failed-migration", "half-done");
  }

  @Test
  void aFailedRowOutweighsAndAnUndoneOneDoesNotHide() throws IOException {
    file("1_a/migration.sql", "select 1;");
    file("2_b/migration.sql", "select 2;");
    row("1", "a", Applied.State.APPLIED);
    row("1", "a", Applied.State.UNDONE);
    row("2", "b", Applied.State.APPLIED);
    row("2", "b", Applied.State.FAILED);
    assertThat(states(status("prisma"))).containsExactly("1 a applied", "2 b failed");
  }

  @Test
  void ourOwnDigestTellsWhereTheTableCannot() throws IOException {
    file("20260101000000_a.sql", "-- migrate:up\nselect 1;\n-- migrate:down\n");
    row("20260101000000", "", Applied.State.APPLIED);
    assertThat(rules(status("dbmate"))).containsExactly("unknown-content");
    digests = Map.of("20260101000000", "0000");
    assertThat(rules(status("dbmate"))).containsExactly("edited-after-applied");
    LayoutFiles files = Layouts.named("dbmate").read(project, FOLDER);
    digests = Map.of("20260101000000", files.migrations().getFirst().digest());
    assertThat(status("dbmate").findings()).isEmpty();
  }

  @Test
  void aBaselineCoversWhatIsBelowIt() throws IOException {
    file("V1__a.sql", "select 1;");
    file("V2__b.sql", "select 2;");
    file("V3__c.sql", "select 3;");
    file("B2__base.sql", "select 2;");
    assertThat(states(status("flyway")))
        .containsExactly("1 a ignored", "2 base pending", "2 b ignored", "3 c pending");
    row("1", "start", Applied.State.BASELINE);
    assertThat(states(status("flyway")))
        .containsExactly("1 a ignored", "2 base ignored", "2 b pending", "3 c pending");
  }

  @Test
  void filesThatNeverRunAndEmptyOnesAreTold() throws IOException {
    file("20260101000000_a.sql", "-- nothing\n");
    file("sub/20260102000000_b.sql", "select 2;");
    file("2026-01-03.sql", "select 3;");
    assertThat(rules(status("supabase")))
        .containsExactlyInAnyOrder("file-in-subfolder", "unmatched-file", "empty-migration");
  }

  @Test
  void tenThousandFilesAreComparedInOneGo() throws IOException {
    for (int i = 0; i < 10_000; i++) {
      String version = Long.toString(20260101000000L + i);
      file(version + "_m" + i + ".sql", "create table t" + i + " (id int primary key);\n");
      row(version, "m" + i, Applied.State.APPLIED, "create table t" + i + " (id int primary key)");
    }
    Status status = status("supabase");
    assertThat(status.in(State.APPLIED)).hasSize(10_000);
    assertThat(status.findings()).isEmpty();
  }
}
