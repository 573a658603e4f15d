package dev.towpath.migration.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LocksTest {
  @Test
  void whoHoldsTheLockIsNamedWhenPatienceEnds() throws SQLException {
    Boat boat = Boat.onNewDatabase().up("create table t (id int)");
    boat.apply();
    boat.up("alter table t add column b int");
    boat.lockTimeout = Duration.ofMillis(700);
    boat.options = boat.options.withPatience(Duration.ofMillis(900), Duration.ofSeconds(1));

    try (Connection holder = boat.url.connect("night report")) {
      hold(holder);
      Problem problem = boat.problem();

      assertThat(problem.code()).isEqualTo("lock-timeout");
      assertThat(problem.exit()).isEqualTo(Exit.UNCHANGED);
      assertThat(problem.why())
          .contains("night report")
          .contains("select count(*) from t")
          .contains("idle in transaction")
          .contains("alter table t add column b int");
      assertThat(boat.events).anyMatch(event -> event instanceof RunEvent.Waiting);
      assertThat(boat.events).anyMatch(event -> event instanceof RunEvent.Retrying);
    }
    assertThat(boat.recorded()).isEqualTo("1/1");
  }

  @Test
  void theTransactionRunsAgainWhenTheLockIsFree() throws Exception {
    Boat boat = Boat.onNewDatabase().up("create table t (id int)");
    boat.apply();
    boat.up("insert into t values (1); alter table t add column b int");
    boat.lockTimeout = Duration.ofMillis(200);
    boat.options = boat.options.withPatience(Duration.ofSeconds(30), Duration.ofSeconds(1));

    try (Connection holder = boat.url.connect("night report")) {
      hold(holder);
      Thread release = Thread.ofVirtual().start(() -> releaseAfterARetry(boat, holder));
      assertThat(boat.apply().done()).hasSize(1);
      release.join(Duration.ofSeconds(5));
    }
    assertThat(boat.ask("select count(*) from t")).isEqualTo("1");
    assertThat(boat.recorded()).isEqualTo("2/2");
  }

  private static void hold(Connection holder) throws SQLException {
    holder.setAutoCommit(false);
    try (Statement statement = holder.createStatement()) {
      statement.execute("select count(*) from t");
    }
  }

  private static void releaseAfterARetry(Boat boat, Connection holder) {
    try {
      while (boat.events.stream().noneMatch(event -> event instanceof RunEvent.Retrying)) {
        Thread.sleep(10);
      }
      holder.rollback();
    } catch (InterruptedException | SQLException failed) {
      throw new AssertionError(failed);
    }
  }
}
