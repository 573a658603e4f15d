package dev.towpath.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class LocksTest {
  @Test
  void namesWhoBlocked() throws SQLException {
    try (ScratchServer server = ScratchServer.start(18, Platform.NONE);
        Connection holder = server.url().connect("canal-office");
        Connection waiter = server.url().connect("towpath/apply");
        Connection observer = server.url().connect("towpath/watch")) {
      run(holder, "create table boats (id int)");
      holder.setAutoCommit(false);
      run(holder, "select\n  count(*) from boats");
      int pid = waiter.unwrap(PGConnection.class).getBackendPID();
      LockWatch watch = LockWatch.start(observer, pid, Duration.ofMillis(20));
      run(waiter, "set lock_timeout = '1s'");
      assertThatThrownBy(() -> run(waiter, "alter table boats add column name text"))
          .hasMessageContaining("lock timeout");
      watch.close();
      assertThat(watch.last()).hasSize(1);
      Blocker blocker = watch.last().getFirst();
      assertThat(blocker.application()).isEqualTo("canal-office");
      assertThat(blocker.state()).isEqualTo("idle in transaction");
      assertThat(blocker.query()).isEqualTo("select count(*) from boats");
      assertThat(blocker.holds()).isEqualTo("AccessShareLock on boats");
      assertThat(blocker.sentence()).contains("canal-office", "AccessShareLock on boats");
      assertThat(Locks.holding(observer, "public.boats"))
          .extracting(Blocker::pid)
          .isEqualTo(List.of(blocker.pid()));
      assertThat(Locks.blocking(observer, pid)).isEmpty();
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
