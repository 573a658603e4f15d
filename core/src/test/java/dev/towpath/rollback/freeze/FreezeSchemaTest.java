package dev.towpath.rollback.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.postgres.OpenTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Changes of the schema of a frozen database: refused where the role may make an event trigger,
/// said not to be where it may not.
class FreezeSchemaTest {
  private final Pond pond = new Pond();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table buoy (id int)",
        "create table buoy as select 1 as id",
        "select 1 as id into buoy",
        "alter table boat add column length int",
        "drop table boat",
        "create index on boat (name)",
        "create index concurrently on boat (name)",
        "create schema other",
        "create function f() returns int language sql return 1",
        "grant select on boat to public",
        "comment on table boat is 'x'",
        "alter table boat disable trigger all",
        "drop trigger \"00_towpath_frozen\" on boat",
        "create extension pg_trgm"
      })
  void nobodyChangesTheSchema(String ddl) {
    frozenBySuperuser();
    assertThat(Pond.answer(pond.superuser, ddl)).isEqualTo("25006");
    assertThat(pond.ask("select count(*) from pg_index where not indisvalid")).isEqualTo("0");
    if (!ddl.contains("extension")) {
      assertThat(Pond.answer(pond.owner, ddl)).isEqualTo("25006");
    }
    thawedBySuperuser();
    String undone = ddl.contains("concurrently") ? ddl : "begin; " + ddl + "; rollback";
    assertThat(Pond.answer(pond.superuser, undone)).isNotEqualTo("25006");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create temp table mine (id serial primary key, t text default 'x'); "
            + "create index on mine (t); alter table mine add column u int; drop table mine",
        "create temp table mine on commit drop as select * from boat",
        "select * into temp table mine from boat; drop table mine",
        "refresh materialized view names",
        "analyze boat"
      })
  void whoOnlyReadsIsLetAlone(String sql) {
    Pond.say(pond.owner, "create materialized view names as select name from boat");
    frozenBySuperuser();
    assertThat(Pond.answer(pond.owner, sql)).isEqualTo("fine");
  }

  @Test
  void aReplicasRoleIsNoWayRound() {
    frozenBySuperuser();
    assertThat(
            Pond.answer(
                pond.superuser, "set session_replication_role = replica", "create table b (i int)"))
        .isEqualTo("25006");
  }

  @Test
  void itIsSaidWhereAnOwnerIsNotStopped() {
    Freeze freeze = pond.freeze();
    assertThat(freeze.schema()).isFalse();
    assertThat(freeze.leftOut())
        .anyMatch(each -> each.startsWith("Owners can create, alter and drop tables"));
    assertThat(Pond.answer(pond.owner, "create table buoy (id int)")).isEqualTo("fine");
    pond.thaw();
    assertThat(frozenBySuperuser().leftOut()).isEmpty();
  }

  @Test
  void whoHasThePassMayChangeTheSchema() throws SQLException {
    frozenBySuperuser();
    try (OpenTarget target = pond.open(pond.superuser);
        Admission admission = Admission.to(target, "plain", true);
        Connection session = admission.target().connect("test");
        Statement statement = session.createStatement()) {
      statement.execute("create table buoy (id int)");
      assertThat(Pond.answer(pond.superuser, "drop table buoy")).isEqualTo("25006");
      statement.execute("create index concurrently on buoy (id)");
    }
    assertThat(frozenBySuperuser().tables()).contains("public.buoy");
    assertThat(Pond.answer(pond.superuser, "insert into buoy values (1)")).isEqualTo("25006");
  }

  @Test
  void whoMayNotRemoveTheEventTriggersThawsAllTheSame() {
    frozenBySuperuser();
    thawedBySuperuser();
    Pond.say(
        pond.superuser,
        "grant all on schema towpath to " + pond.owner.user(),
        "grant all on all tables in schema towpath to " + pond.owner.user());
    frozenBySuperuser();
    assertThat(Pond.answer(pond.owner, "create table buoy (id int)")).isEqualTo("25006");
    Thaw thaw = pond.thaw();
    assertThat(Pond.answer(pond.owner, "create table buoy (id int)")).isEqualTo("fine");
    assertThat(thaw.left()).contains("the event trigger \"00_towpath_frozen_sql_drop\"");
    assertThat(thawedBySuperuser().left()).isEmpty();
  }

  private Freeze frozenBySuperuser() {
    try (OpenTarget target = pond.open(pond.superuser)) {
      return new Freezer(word -> {}).freeze(pond.request(), target);
    }
  }

  private Thaw thawedBySuperuser() {
    try (OpenTarget target = pond.open(pond.superuser)) {
      return new Thawer(word -> {}, Optional.empty(), Thawer.Tells.EVERYBODY)
          .thaw(target, "plain", "bob");
    }
  }
}
