package dev.towpath.migration.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.migration.layout.Layout;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.problem.ProblemException;
import dev.towpath.report.Finding;
import org.junit.jupiter.api.Test;

class ReplayTest extends VerifyCase {
  @Test
  void aHistoryThatDoesNotReplayIsNamedWithItsFile() throws Exception {
    run("create schema made_by_hand");
    file("20260101000001_tables.sql", "create table made_by_hand.t ();");
    apply();
    Verification verification = verify();
    assertThat(verification.agrees()).isFalse();
    Finding finding = verification.findings().getFirst();
    assertThat(finding.rule()).isEqualTo("replay-failed");
    assertThat(finding.where().orElseThrow().file())
        .isEqualTo("migrations/20260101000001_tables.sql");
    assertThat(finding.why()).contains("made_by_hand", "Nothing was changed on the target.");
  }

  @Test
  void namesThatAreWrongDoNotStopTheReplay() throws Exception {
    Layout dbmate = Layouts.named("dbmate");
    file("10_ten.sql", "-- migrate:up\ncreate table ten ();\n-- migrate:down\n");
    file("9_nine.sql", "-- migrate:up\ncreate table nine ();\n-- migrate:down\n");
    run(
        "create table ten (); create table nine (); create table schema_migrations"
            + " as select unnest('{10,9}'::varchar[]) as version");
    Verification verification = verify(VerifyRequest.of(dbmate, dbmate.read(project, FOLDER)));
    assertThat(verification.findings()).extracting(Finding::rule).contains("mixed-width-versions");
    assertThat(verification.differences()).isEmpty();
    assertThat(verification.replayed()).isEqualTo(2);
  }

  @Test
  void aMigrationThatFailedHalfWayIsNotReplayedAndSaidSo() throws Exception {
    file("20260101000001_whole.sql", "create table whole ();");
    file(
        "20260101000002_part.sql", "create table part (); create index concurrently on gone (id);");
    assertThatThrownBy(this::apply).isInstanceOf(ProblemException.class);
    Verification verification = verify();
    assertThat(verification.findings())
        .extracting(Finding::rule)
        .containsExactly("half-done", "failed-not-replayed", "not-in-migrations");
    assertThat(verification.findings().getLast().why())
        .endsWith("Or 20260101000002 part left it, failing half-way.");
    assertThat(verification.replayed()).isEqualTo(1);
    assertThat(VerifyReport.of(verification).data()).containsEntry("failed", 1);
  }
}
