package dev.towpath.rollback.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a freeze refuses, and what it lets through.
class FreezeTest {
  private final Pond pond = new Pond();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into boat (name) values ('Cleo')",
        "update boat set name = 'x' where false",
        "delete from boat",
        "truncate boat",
        "merge into boat b using (select 1 as id) s on b.id = s.id when matched then delete",
        "with gone as (delete from boat returning id) select count(*) from gone",
        "insert into trip values (1, '2026-05-05')",
        "insert into trip_2026 values (1, '2026-05-05')",
        "set default_transaction_read_only = off; delete from boat"
      })
  void noWriteOfTheOwnerGoesThrough(String write) {
    pond.freeze();
    assertThat(Pond.answer(pond.owner, write)).isEqualTo("25006");
    assertThat(pond.ask("select count(*) from boat")).isEqualTo("2");
    pond.thaw();
    assertThat(Pond.answer(pond.owner, "begin", write, "rollback")).isEqualTo("fine");
  }

  @Test
  void noWriteOfOthersGoesThroughEither() {
    Freeze freeze = pond.freeze();
    assertThat(freeze.tables()).containsExactly("public.boat", "public.trip", "public.trip_2026");
    assertThat(freeze.proof().roles())
        .contains(pond.owner.user(), pond.application.user() + " (own login)");
    assertThat(freeze.proof().untried()).containsExactly(pond.application.user());
    assertThat(Pond.answer(pond.application, "insert into boat (name) values ('Cleo')"))
        .isEqualTo("25006");
    assertThat(Pond.answer(pond.superuser, "delete from boat")).isEqualTo("25006");
    assertThat(
            Pond.answer(
                pond.superuser, "set session_replication_role = replica", "delete from boat"))
        .isEqualTo("25006");
    assertThat(Pond.answer(pond.application, "select * from boat")).isEqualTo("fine");
  }

  @Test
  void whoSetsTheHistoryInMotionIsRefusedToo() {
    Pond.say(pond.owner, "create schema towpath; create table towpath.history (version text)");
    assertThat(pond.freeze().tables()).contains("towpath.history");
    assertThat(Pond.answer(pond.owner, "insert into towpath.history values ('1')"))
        .isEqualTo("25006");
  }

  @Test
  void aTransactionThatBeganBeforeCanNotWriteAfterwards() throws SQLException {
    try (Connection early = pond.owner.connect("early");
        Statement statement = early.createStatement()) {
      statement.execute("begin isolation level repeatable read; select count(*) from boat");
      pond.freeze();
      assertThat(state(statement, "delete from boat")).isEqualTo("25006");
    }
  }

  @Test
  void anOpenWriterIsWaitedForNamedAndEndedOnRequest() throws SQLException {
    try (Connection writer = pond.application.connect("night report");
        Statement statement = writer.createStatement()) {
      statement.execute("begin; insert into boat (name) values ('Cleo')");
      Problem problem = pond.refusedFreeze();
      assertThat(problem.code()).isEqualTo("freeze-timeout");
      assertThat(problem.exit()).isEqualTo(Exit.REFUSED);
      assertThat(problem.why()).contains("public.boat", "night report");
      assertThat(pond.frozen()).isEmpty();
      assertThat(pond.guards()).isEqualTo("0");
      pond.endWriters = true;
      Pond.say(
          pond.superuser, "grant pg_signal_backend to " + pond.owner.user() + " with inherit true");
      assertThat(pond.freeze().ended()).isEqualTo(1);
      assertThat(pond.ask("select count(*) from boat")).isEqualTo("2");
    }
  }

  @Test
  void whatCanNotBeGuardedIsNotFrozenAndNothingStays() {
    Pond.say(pond.superuser, "create table buoy (id int)");
    Problem problem = pond.refusedFreeze();
    assertThat(problem.code()).isEqualTo("not-frozen");
    assertThat(problem.exit()).isEqualTo(Exit.REFUSED);
    assertThat(problem.why()).contains("public.buoy", "postgres");
    assertThat(problem.state()).startsWith("Not frozen");
    assertThat(pond.guards()).isEqualTo("0");
    assertThat(pond.frozen()).isEmpty();
    Pond.say(pond.superuser, "grant trigger on buoy to " + pond.owner.user());
    assertThat(pond.freeze().tables()).contains("public.buoy");
    assertThat(Pond.answer(pond.superuser, "insert into buoy values (1)")).isEqualTo("25006");
    assertThat(pond.thaw().left()).isEmpty();
    assertThat(Pond.answer(pond.superuser, "insert into buoy values (1)")).isEqualTo("fine");
  }

  @Test
  void freezingAgainGuardsWhatWasMadeSince() {
    pond.freeze();
    Pond.say(pond.owner, "create table buoy (id int); insert into buoy values (1)");
    Freeze again = pond.freeze();
    assertThat(again.already()).isTrue();
    assertThat(Pond.answer(pond.owner, "insert into buoy values (2)")).isEqualTo("25006");
    Pond.say(pond.superuser, "create table foreign_buoy (id int)");
    assertThat(pond.refusedFreeze().state()).startsWith("What was frozen before stays frozen");
    assertThat(Pond.answer(pond.owner, "insert into buoy values (2)")).isEqualTo("25006");
  }

  @Test
  void onlyTheNamedSchemasAreFrozenAndThatIsSaid() {
    Pond.say(pond.owner, "create schema other; create table other.buoy (id int)");
    pond.schemas = List.of("public");
    assertThat(pond.freeze().leftOut()).contains("Tables outside public can be written.");
    assertThat(Pond.answer(pond.owner, "insert into other.buoy values (1)")).isEqualTo("fine");
    assertThat(Pond.answer(pond.owner, "delete from boat")).isEqualTo("25006");
  }

  @Test
  void theApplicationIsTold() {
    Pond.say(
        pond.owner, "create table setting (maintenance bool); insert into setting values (false)");
    pond.maintenance =
        Optional.of(
            new FreezeRequest.Flag(
                new Notice.Sql("update setting set maintenance = true"),
                new Notice.Sql("update setting set maintenance = false")));
    pond.freeze();
    assertThat(pond.ask("select maintenance from setting")).isEqualTo("t");
    pond.thaw();
    assertThat(pond.ask("select maintenance from setting")).isEqualTo("f");
  }

  @Test
  void whoHasThePassMayWriteAndNobodyElse() throws SQLException {
    pond.freeze();
    try (OpenTarget target = pond.open(pond.owner)) {
      Admission admission = Admission.to(target, "plain", true);
      try (Connection session = admission.target().connect("test");
          Statement statement = session.createStatement()) {
        try (admission) {
          assertThat(state(statement, "insert into boat (name) values ('Cleo')")).isEqualTo("fine");
          assertThat(Pond.answer(pond.owner, "delete from boat")).isEqualTo("25006");
          assertThat(Pond.answer(pond.owner, "set towpath.pass = ''", "delete from boat"))
              .isEqualTo("25006");
        }
        assertThat(state(statement, "delete from boat")).isEqualTo("25006");
      }
    }
  }

  private static String state(Statement statement, String sql) {
    try {
      statement.execute(sql);
      return "fine";
    } catch (SQLException refused) {
      return String.valueOf(refused.getSQLState());
    }
  }
}
