package dev.towpath.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TransactionUseTest {
  private static final String ACTIVE_TRANSACTION = "25001";
  private static final String INVALID_TERMINATION = "2D000";

  private static final String SETUP =
      """
      create table t (a int primary key, b text);
      create index i on t (b);
      create table p (a int) partition by range (a);
      create table p1 partition of p for values from (0) to (10);
      create materialized view m as select 1 as a;
      create unique index on m (a);
      create type e as enum ('a');
      create procedure c() language plpgsql as $$ begin null; end $$;
      create subscription s connection 'host=127.0.0.1 port=1' publication p
        with (connect = false, slot_name = none);
      create publication q;
      """;

  private static final String STATEMENTS =
      """
      create index concurrently j on t (b)
      create unique index concurrently if not exists j on t (b)
      create index j on t (b)
      create table concurrently (a int)
      drop index concurrently i
      drop index i
      drop table t
      reindex index i
      reindex index concurrently i
      reindex (concurrently) table t
      reindex (concurrently false) table t
      reindex (verbose, concurrently on) index i
      reindex table t
      reindex schema public
      reindex database postgres
      reindex system postgres
      vacuum
      vacuum (analyze) t
      analyze t
      alter system set work_mem = '5MB'
      alter system reset all
      create database d
      drop database if exists d
      alter database postgres set tablespace pg_default
      alter database postgres set work_mem = '5MB'
      alter database postgres connection limit 10
      create tablespace x location '/nowhere'
      drop tablespace if exists x
      alter tablespace pg_default reset (seq_page_cost)
      alter table p detach partition p1 concurrently
      alter table only public.p detach partition public.p1
      alter table p detach partition p1 finalize
      cluster
      cluster t using t_pkey
      cluster verbose
      discard all
      discard plans
      refresh materialized view concurrently m
      refresh materialized view m
      alter type e add value 'b'
      create subscription r connection 'host=127.0.0.1 port=1' publication p
      create subscription r connection 'host=127.0.0.1 port=1' publication p with (connect = false)
      create subscription r connection 'port=1' publication p with (create_slot = off)
      alter subscription s owner to postgres
      alter subscription s set (slot_name = none)
      alter subscription s set publication p with (refresh = false)
      do $$ begin commit; end $$
      do $$ begin perform 1; rollback and no chain; end $$
      do $$ begin perform 'commit;', 2; end $$
      do $$ declare commit int; begin commit := 1; end $$
      call c()
      create function f() returns int language sql return 1
      create schema database
      create table system (subscription int, tablespace int)
      alter table t rename b to database
      comment on database postgres is 'vacuum'
      lock table t
      prepare vacuum as select 1
      set local work_mem = '5MB'
      savepoint x
      /* vacuum */ select 1
      explain analyze select 1
      listen x
      checkpoint
      rollback prepared 'x'
      commit prepared 'x'
      truncate t
      copy t to stdout
      grant select on t to public
      create publication w for all tables
      create extension if not exists plpgsql
      create statistics on a, b from t
      """;

  @Test
  void saysWhatTheServerSays() throws Exception {
    try (DebianServer server = DebianServer.start();
        Connection connection = server.connect()) {
      connection.createStatement().execute(SETUP);
      for (String sql : STATEMENTS.lines().toList()) {
        TransactionUse expected =
            isRefusedInside(connection, sql) ? TransactionUse.ALONE : TransactionUse.INSIDE;
        assertThat(TransactionUse.of(sql)).as(sql).isEqualTo(expected);
      }
    }
  }

  private static boolean isRefusedInside(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("begin");
      try {
        statement.execute(sql);
        return false;
      } catch (SQLException e) {
        String state = e.getSQLState();
        return ACTIVE_TRANSACTION.equals(state) || INVALID_TERMINATION.equals(state);
      } finally {
        statement.execute("rollback");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BEGIN",
        "begin isolation level serializable;",
        "start transaction",
        "commit",
        "END",
        "rollback work",
        "abort",
        "commit and chain",
        "prepare transaction 'x'"
      })
  void knowsWhatControlsTransactions(String sql) {
    assertThat(TransactionUse.of(sql)).isEqualTo(TransactionUse.CONTROL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rollback to savepoint x", "release x", "vacuum from", "", "-- nothing"})
  void leavesTheRestInside(String sql) {
    assertThat(TransactionUse.of(sql)).isEqualTo(TransactionUse.INSIDE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drop subscription s",
        "alter subscription s refresh publication",
        "alter subscription s set publication p",
        "alter subscription s add publication p with (refresh)",
        "alter subscription s set (failover = on)"
      })
  void expectsASlotBehindASubscription(String sql) {
    assertThat(TransactionUse.of(sql)).isEqualTo(TransactionUse.ALONE);
  }
}
