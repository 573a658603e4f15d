package dev.towpath.migration.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.sql.TransactionUse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The server that Towpath brings refuses in a transaction block what we say that it refuses, and
/// nothing else.
class TransactionUseOnServerTest {
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
      create subscription s connection 'host=127.0.0.1 port=1' publication p
        with (connect = false, slot_name = none);
      """;

  private static final String ALONE =
      """
      create index concurrently j on t (b)
      drop index concurrently i
      reindex index concurrently i
      reindex (verbose, concurrently) table t
      reindex schema public
      reindex database postgres
      reindex system postgres
      vacuum
      vacuum (analyze) t
      alter system set work_mem = '5MB'
      create database d
      drop database if exists d
      alter database postgres set tablespace pg_default
      create tablespace x location '/nowhere'
      drop tablespace if exists x
      alter table p detach partition p1 concurrently
      cluster
      discard all
      create subscription r connection 'host=127.0.0.1 port=1' publication p
      do $$ begin commit; end $$
      """;

  private static final String INSIDE =
      """
      create index j on t (b)
      drop index i
      reindex index i
      reindex table t
      analyze t
      alter database postgres set work_mem = '5MB'
      alter tablespace pg_default reset (seq_page_cost)
      alter table p detach partition p1
      alter table p detach partition p1 finalize
      alter table t add constraint c not null a not valid
      alter table t alter column b set not null
      cluster t using t_pkey
      discard plans
      refresh materialized view concurrently m
      alter type e add value 'b'
      alter subscription s set (slot_name = none)
      create subscription r connection 'port=1' publication p with (connect = false)
      do $$ begin perform 1; end $$
      truncate t
      lock table t
      create statistics on a, b from t
      """;

  @Test
  void theServerSaysTheSame() throws SQLException {
    Boat boat = Boat.onNewDatabase();
    try (Connection connection = boat.url.connect("test")) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(SETUP);
      }
      check(connection, ALONE, TransactionUse.ALONE);
      check(connection, INSIDE, TransactionUse.INSIDE);
    } finally {
      // A subscription belongs to the whole server, which other tests use too.
      boat.say("drop subscription s");
    }
  }

  private static void check(Connection connection, String statements, TransactionUse use)
      throws SQLException {
    List<String> each = statements.lines().toList();
    assertThat(each).isNotEmpty();
    for (String sql : each) {
      assertThat(TransactionUse.of(sql)).as(sql).isEqualTo(use);
      assertThat(isRefused(connection, sql)).as(sql).isEqualTo(use == TransactionUse.ALONE);
    }
  }

  private static boolean isRefused(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("begin");
      try {
        statement.execute(sql);
        return false;
      } catch (SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.equals(ACTIVE_TRANSACTION) || state.equals(INVALID_TERMINATION);
      } finally {
        statement.execute("rollback");
      }
    }
  }
}
