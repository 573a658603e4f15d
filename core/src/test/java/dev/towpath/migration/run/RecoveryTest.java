package dev.towpath.migration.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.digest.Sha256;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a killed run leaves behind is set up here by hand, so that each case is certain to occur.
class RecoveryTest {
  @Test
  void aFailedConcurrentIndexIsClearedAwayAtOnce() {
    Boat boat =
        Boat.onNewDatabase()
            .up("create table t (id int); insert into t values (1), (1);")
            .up("create unique index concurrently t_id on t (id);");

    Problem problem = boat.problem();

    assertThat(problem.why()).contains("23505");
    assertThat(problem.exit()).isEqualTo(Exit.UNCHANGED);
    assertThat(boat.ask("select to_regclass('t_id')")).isEqualTo("null");

    boat.say("delete from t where ctid = '(0,1)'");
    boat.apply();
    assertThat(valid(boat, "t_id")).isEqualTo("t");
    assertThat(boat.recorded()).isEqualTo("2/2");
  }

  @Test
  void anInvalidIndexThatAnotherToolLeftIsNamedDroppedAndRebuilt() {
    Boat boat = Boat.onNewDatabase().up("create table t (id int)");
    boat.apply();
    boat.say("insert into t values (1), (1)");
    try {
      boat.say("create unique index concurrently t_id on t (id)");
      throw new AssertionError("the index was built");
    } catch (AssertionError refused) {
      assertThat(valid(boat, "t_id")).isEqualTo("f");
    }
    boat.say("delete from t");
    boat.up("create unique index concurrently if not exists t_id on t (id)");

    boat.apply();

    assertThat(valid(boat, "t_id")).isEqualTo("t");
    assertThat(found(boat)).anyMatch(words -> words.contains("INVALID index public.t_id"));
  }

  @Test
  void aStatementThatWasDoneBeforeTheKillIsNotRepeated() {
    Boat boat = Boat.onNewDatabase().up("create table t (id int)");
    boat.apply();
    boat.up("create index concurrently t_id on t (id); alter table t add column b int;");
    interruptedIn(boat, 0);
    boat.say("create index t_id on t (id)");

    boat.apply();

    assertThat(found(boat)).containsExactly("the index is there, and valid");
    assertThat(boat.recorded()).isEqualTo("2/2");
    assertThat(unsettled(boat)).isEqualTo("0");
  }

  @Test
  void aPendingDetachmentIsFinalized() {
    Boat boat =
        Boat.onNewDatabase()
            .up(
                "create table p (id int) partition by range (id);"
                    + " create table p1 partition of p for values from (1) to (2);");
    boat.apply();
    boat.up("alter table p detach partition p1 concurrently");
    interruptedIn(boat, 0);
    boat.say("update pg_inherits set inhdetachpending = true where inhrelid = 'p1'::regclass");

    boat.apply();

    assertThat(boat.ask("select count(*) from pg_inherits where inhparent = 'p'::regclass"))
        .isEqualTo("0");
    assertThat(found(boat)).containsExactly("the pending detachment was finalized");
  }

  @Test
  void whatOnlyAPersonCanTellIsAskedAndTheAnswerTaken() {
    Boat boat = Boat.onNewDatabase().up("create table t (id int)");
    boat.apply();
    boat.up("create index concurrently on t (id)");
    interruptedIn(boat, 0);

    Problem problem = boat.problem();
    assertThat(problem.code()).isEqualTo("unfinished-statement");
    assertThat(problem.exit()).isEqualTo(Exit.STOPPED);
    assertThat(problem.next()).contains("the indexes of \"t\"").contains("--interrupted done");

    boat.options = boat.options.withUnfinished(RunOptions.Unfinished.REPEAT);
    boat.apply();
    assertThat(valid(boat, "t_id_idx")).isEqualTo("t");
  }

  @Test
  void anEditOfWhatIsDoneIsRefused() {
    Boat boat =
        Boat.onNewDatabase().up("begin; create table a (id int); commit; insert into b values (1)");
    boat.problem();
    boat.migrations.clear();
    boat.up("begin; create table other (id int); commit; insert into b values (1)");

    assertThat(boat.problem().why()).contains("[resumed-edited]");
  }

  /// Notes a statement of the last migration as begun, as a run does right before a kill.
  private static void interruptedIn(Boat boat, int statement) {
    PlannedStatement planned = boat.plan().migrations().getFirst().statements().get(statement);
    boat.say(
        """
        insert into towpath.intent
          (layout, version, name, action, statement, sql, statement_digest, epoch)
        values ('plain', '%s', 'step', 'apply', %d, 'x', '%s', 1)
        """
            .formatted(boat.migrations.getLast().version(), statement, Sha256.of(planned.sql())));
  }

  private static List<String> found(Boat boat) {
    return boat.events.stream()
        .filter(RunEvent.Recovered.class::isInstance)
        .map(event -> ((RunEvent.Recovered) event).found())
        .toList();
  }

  private static String valid(Boat boat, String index) {
    return boat.ask(
        "select indisvalid from pg_index where indexrelid = to_regclass('" + index + "')");
  }

  private static String unsettled(Boat boat) {
    return boat.ask("select count(*) from towpath.intent where settled_at is null");
  }
}
