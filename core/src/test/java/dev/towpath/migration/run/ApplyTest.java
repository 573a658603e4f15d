package dev.towpath.migration.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApplyTest {
  @Test
  void migrationsAreAppliedInOrderAndOnce() {
    Boat boat =
        Boat.onNewDatabase()
            .up("create table a (id int); create table b (id int);")
            .up("insert into a values (1), (2)");

    assertThat(boat.apply().done()).hasSize(2);
    assertThat(boat.apply().done()).isEmpty();

    assertThat(boat.ask("select count(*) from a")).isEqualTo("2");
    assertThat(boat.recorded()).isEqualTo("2/2");
  }

  @Test
  void failureAtTheThirdStatementLeavesNothingAndSaysWhere() {
    Boat boat =
        Boat.onNewDatabase()
            .up("create table kept (id int)")
            .up(
                """
                create table x (id int);
                create table y (id int);
                  insert into nowhere values (1);\
                """);

    Problem problem = boat.problem();

    assertThat(problem.code()).isEqualTo("statement-failed");
    assertThat(problem.exit()).isEqualTo(Exit.UNCHANGED);
    assertThat(problem.where().orElseThrow().toString())
        .isEqualTo("migrations/20260101000002_step.sql:3:15");
    assertThat(problem.why()).contains("SQLSTATE 42P01").contains("Statement 3");
    assertThat(problem.state()).contains("Nothing of").contains("before it in this run");
    assertThat(boat.ask("select to_regclass('x')")).isEqualTo("null");
    assertThat(boat.recorded()).isEqualTo("1/1");
  }

  @Test
  void settingsAndRolesDontLeakIntoTheNextMigration() {
    Boat boat =
        Boat.onNewDatabase()
            .up(
                """
                create role boatman_%1$s; create schema inner_%1$s;
                grant all on schema inner_%1$s to boatman_%1$s;
                set search_path = inner_%1$s; set role boatman_%1$s; set statement_timeout = '9s';
                create table lock (id int);
                create temp table scrap (id int);
                """
                    .formatted(System.nanoTime()))
            .up(
                """
                create table seen as select current_user::text as who,
                  current_setting('search_path') as path,
                  current_setting('statement_timeout') as timeout,
                  to_regclass('pg_temp.scrap')::text as temp;
                """);

    boat.apply();

    assertThat(boat.ask("select seen::text from public.seen"))
        .isEqualTo("(postgres,\"\"\"$user\"\", public\",0,)");
  }

  @Test
  void copyDataIsLoadedAndNoticesAreTold() {
    Boat boat =
        Boat.onNewDatabase()
            .up(
                "create table t (a int, b text);\ncopy t from stdin;\n1\tone\n2\ttwo\n\\.\n"
                    + "do $$ begin raise notice 'well, %', 'done'; end $$;");

    boat.apply();

    assertThat(boat.ask("select string_agg(b, ',' order by a) from t")).isEqualTo("one,two");
    assertThat(boat.events)
        .anyMatch(
            event ->
                event instanceof RunEvent.Notice notice && notice.message().equals("well, done"));
  }

  @Test
  void scriptWithItsOwnTransactionIsOneTransactionWithItsHistoryRow() {
    Boat boat =
        Boat.onNewDatabase()
            .up("BEGIN; create table t (id int); insert into missing values (1); COMMIT;");

    assertThat(boat.problem().state()).contains("Nothing of");
    assertThat(boat.ask("select to_regclass('t')")).isEqualTo("null");
  }

  @Test
  void scriptOfTwoTransactionsGoesOnBehindTheFirst() {
    Boat boat =
        Boat.onNewDatabase()
            .up(
                "begin; create table one (id int); commit;"
                    + " begin; insert into two values (1); commit;");

    Problem problem = boat.problem();
    assertThat(problem.exit()).isEqualTo(Exit.STOPPED);
    assertThat(problem.state()).contains("Statement 1 of").contains("committed");
    assertThat(boat.recorded()).isEqualTo("0/0");

    boat.say("create table two (id int)");
    boat.apply();

    assertThat(boat.ask("select count(*) from two")).isEqualTo("1");
    assertThat(boat.recorded()).isEqualTo("1/1");
  }

  @Test
  void anApprovedPlanRunsAndAMovedOneIsRefusedByName() {
    Boat boat = Boat.onNewDatabase().up("create table a (id int)");
    String approved = boat.plan().digest().printed();
    boat.up("create table b (id int)");

    try {
      boat.apply(Optional.of(approved));
      throw new AssertionError("a moved plan ran");
    } catch (dev.towpath.problem.ProblemException refused) {
      assertThat(refused.problem().code()).isEqualTo("plan-moved");
      assertThat(refused.problem().why()).isEqualTo("Moved since: the migration files.");
    }

    assertThat(boat.apply(Optional.of(boat.plan().digest().printed())).done()).hasSize(2);
  }

  @Test
  void anExtensionThatTheServerLacksIsNamed() {
    Problem problem = Boat.onNewDatabase().up("create extension if not exists postgis").problem();
    assertThat(problem.code()).isEqualTo("extension-missing");
    assertThat(problem.what()).isEqualTo("The server has no extension postgis.");
  }

  @Test
  void statementsThatForbidATransactionRunAloneAndTheRestIsRecordedWithTheLast() {
    Boat boat =
        Boat.onNewDatabase()
            .up("create table t (id int)")
            .up(
                "create index concurrently t_id on t (id);\nalter table t add column b int;\n"
                    + "vacuum t;");

    boat.apply();

    assertThat(boat.ask("select indisvalid from pg_index where indexrelid = 't_id'::regclass"))
        .isEqualTo("t");
    assertThat(boat.recorded()).isEqualTo("2/2");
    assertThat(boat.ask("select count(*) from towpath.intent where outcome = 'done'"))
        .isEqualTo("3");
    assertThat(boat.ask("select count(*) from towpath.intent where settled_at is null"))
        .isEqualTo("0");
  }
}
