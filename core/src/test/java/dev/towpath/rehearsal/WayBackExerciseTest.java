package dev.towpath.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.rehearsal.Exercised.Verdict;
import dev.towpath.report.Finding;
import org.junit.jupiter.api.Test;

/// Up, down, and up again.
class WayBackExerciseTest {
  private static final String BOATS = "create table boats (id int primary key, name text);";

  @Test
  void aWayBackThatLeadsBackPasses() {
    RehearsalResult result =
        new Rehearsing()
            .before(BOATS)
            .pending(
                "alter table boats add column paid int;", "alter table boats drop column paid;")
            .pending("create table ports (id int);", "drop table ports;")
            .wayBack()
            .rehearse();
    assertThat(result.findings()).isEmpty();
    assertThat(exercised(result).verdict()).isEqualTo(Verdict.PASSED);
    assertThat(exercised(result).words()).isEqualTo("2 migrations undone and applied again");
  }

  @Test
  void theWayBackIsWatched() {
    RehearsalResult result =
        new Rehearsing()
            .before(BOATS)
            .pending(
                "alter table boats add column paid int;", "alter table boats drop column paid;")
            .pending(
                "alter table boats alter id type bigint;", "alter table boats alter id type int;")
            .wayBack()
            .rehearse();
    Exercised exercised = exercised(result);
    assertThat(exercised.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(exercised.data().toString())
        .contains("down.sql", "lock=access exclusive", "storage=rewritten", "drop column paid");
    assertThat(exercised.blocks()).hasSize(3);
    assertThat(exercised.blocks().getFirst().toString())
        .contains("access exclusive public.boats", "rewritten public.boats");
  }

  @Test
  void whatIsLeftBehindIsNamedAtItsDownScript() {
    RehearsalResult result =
        new Rehearsing()
            .before(BOATS)
            .pending("create table ports (id int);", "drop table ports;")
            .pending(
                "create table if not exists docks (id int); create view names as select name from"
                    + " boats;",
                "drop view names; alter table docks add column old int;")
            .wayBack()
            .rehearse();
    assertThat(result.findings())
        .extracting(Finding::rule)
        .containsExactly("undo-differs", "redo-differs");
    Finding undo = result.findings().getFirst();
    assertThat(undo.message()).contains("table public.docks is there, and was not before");
    assertThat(undo.where().orElseThrow().file()).endsWith("000003_step.down.sql");
    assertThat(result.findings().getLast().message()).contains("column old of public.docks");
  }

  @Test
  void onlyTheNewestWithDownScriptsAreGoneBackOver() {
    RehearsalResult result =
        new Rehearsing()
            .before(BOATS)
            .pending("create table ports (id int);")
            .pending("create table docks (id int);", "drop table docks;")
            .wayBack()
            .rehearse();
    assertThat(result.findings()).extracting(Finding::rule).containsExactly("no-way-back");
    assertThat(exercised(result).words()).isEqualTo("1 migration undone and applied again");
  }

  @Test
  void aDownScriptThatFailsIsAFinding() {
    RehearsalResult result =
        new Rehearsing()
            .pending("create table docks (id int);", "drop table quays;")
            .wayBack()
            .rehearse();
    assertThat(result.findings()).extracting(Finding::rule).containsExactly("undo-failed");
    assertThat(result.findings().getFirst().why()).contains("quays");
    assertThat(exercised(result).data().toString()).contains("fate=failed");
  }

  @Test
  void exercisesWorkOnCopies() {
    RehearsalResult result =
        new Rehearsing()
            .pending("create table docks (id int);", "drop table docks;")
            .exercise(new Scribbler())
            .wayBack()
            .rehearse();
    assertThat(result.findings()).isEmpty();
    assertThat(result.exercises())
        .extracting(ran -> ran.exercised().verdict())
        .containsExactly(Verdict.PASSED, Verdict.PASSED);
  }

  private static Exercised exercised(RehearsalResult result) {
    return result.exercises().getLast().exercised();
  }
}
