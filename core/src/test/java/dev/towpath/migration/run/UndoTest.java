package dev.towpath.migration.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.ProblemException;
import dev.towpath.report.Finding;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UndoTest {
  @Test
  void downScriptsRunNewestFirstAndTheirRowsGo() {
    Boat boat =
        Boat.onNewDatabase()
            .up("create table a (id int)")
            .upDown("alter table a add column b int", "alter table a drop column b")
            .upDown("create view v as select b from a", "drop view v");
    boat.apply();

    assertThat(undo(boat, boat.migrations.getFirst().version()).done())
        .extracting(done -> done.migration().version())
        .containsExactly("20260101000003", "20260101000002");

    assertThat(boat.ask("select to_regclass('v')")).isEqualTo("null");
    assertThat(boat.ask("select string_agg(version, ',') from towpath.history"))
        .isEqualTo("20260101000001");
    assertThat(boat.ask("select count(*) from towpath.record where action = 'undo'"))
        .isEqualTo("2");
    assertThat(boat.apply().done()).hasSize(2);
  }

  @Test
  void nothingRunsWhereADownScriptIsMissing() {
    Boat boat =
        Boat.onNewDatabase()
            .up("create table a (id int)")
            .upDown("create table b as select 1 as id", "drop table b")
            .upDown("create view v as select id from a", "drop view v");
    boat.apply();

    assertThatThrownBy(() -> undo(boat, "0"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.problem().code()).isEqualTo("plan-blocked");
              assertThat(refused.problem().exit()).isEqualTo(Exit.REFUSED);
              assertThat(refused.problem().why()).contains("has no down script");
              assertThat(refused.problem().next())
                  .isEqualTo(
                      "Mend what the plan shows; where that may be, run again with"
                          + " --accept-data-loss.");
            });
    assertThat(boat.ask("select to_regclass('v')")).isEqualTo("v");
  }

  @Test
  void theRefusalSaysWhereTheDownScriptWouldStand() {
    Boat boat = Boat.onNewDatabase();
    for (int each = 0; each < 12; each++) {
      boat.up("create table a" + each + " (id int)");
    }
    boat.apply();

    assertThatThrownBy(() -> undo(boat, "0"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.problem().why())
                  .endsWith("and 2 more, which --dry-run or plan shows");
              assertThat(refused.problem().next())
                  .startsWith("Write it (")
                  .contains(".down.sql), or go back by a new migration");
            });
  }

  @Test
  void rowsAreCountedAndLostOnlyWhenThatIsAccepted() {
    Boat boat =
        Boat.onNewDatabase()
            .upDown("create table a (id int, note text)", "drop table a")
            .upDown("create table empty (id int)", "drop table empty");
    boat.apply();
    boat.say("insert into a values (1, 'x'), (2, null)");

    try (OpenTarget target = boat.open()) {
      assertThat(Undoer.plan(boat.request(), "0", target).errors())
          .extracting(Finding::message)
          .containsExactly("The down script drops table a: 2 rows would be lost.");
    }
    assertThat(undo(boat, "20260101000001").done()).hasSize(1);
    assertThatThrownBy(() -> undo(boat, "0"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused ->
                assertThat(refused.problem().next())
                    .isEqualTo(
                        "Save what would be lost; if it may go, run again with"
                            + " --accept-data-loss."));

    boat.options = boat.options.withAcceptDataLoss();
    assertThat(undo(boat, "0").done()).hasSize(1);
    assertThat(boat.ask("select to_regclass('a')")).isEqualTo("null");
  }

  @Test
  void anEditedMigrationIsUndoneOnlyWhenThatIsAccepted() {
    Boat boat =
        Boat.onNewDatabase()
            .upDown("create view a as select 1 as id", "drop view a")
            .upDown("create view b as select 1 as id", "drop view b");
    boat.apply();
    boat.migrations.clear();
    boat.upDown("create view a as select 1 as id", "drop view a")
        .upDown("create view c as select 1 as id", "drop view c");

    assertThatThrownBy(() -> undo(boat, "0"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.problem().why()).contains("20260101000002 step was edited");
              assertThat(refused.problem().next()).contains("run again with --accept-edited.");
            });

    boat.migrations.removeLast();
    boat.upDown("create view c as select 1 as id", "drop view b");
    boat.options = boat.options.withAcceptEdited();
    assertThat(undo(boat, "0").done()).hasSize(2);
    assertThat(boat.ask("select count(*) from pg_views where schemaname = 'public'"))
        .isEqualTo("0");
  }

  @Test
  void aVersionThatIsNotAppliedIsRefused() {
    Boat boat = Boat.onNewDatabase().upDown("create table a (id int)", "drop table a");
    boat.apply();

    assertThatThrownBy(() -> undo(boat, "20250101000000"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().code()).isEqualTo("undo-version-unknown"));
  }

  private static Outcome undo(Boat boat, String to) {
    try (OpenTarget target = boat.open()) {
      return new Undoer(Clock.systemUTC(), new Random(7), "ann", "test host", "towpath test")
          .undo(boat.request(), to, Optional.empty(), target, boat.events::add);
    }
  }
}
