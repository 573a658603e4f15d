package dev.towpath.release.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.release.journal.RunState.Standing;
import dev.towpath.release.run.Quay;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a worker can't do anything about is told in a line, once.
class TroublesTest {
  private static final String BOAT = "steps: [{ sql: { query: create table boat (name text) } }]";

  @TempDir private Path folder;

  @Test
  void aControlDatabaseThatIsAwayIsToldOnce() throws Exception {
    try (Quay quay = new Quay(folder, BOAT)) {
      Hands hands = new Hands(quay);
      try (Worker _ = hands.worker()) {
        vanish(quay);
        patiently().until(() -> !hands.told.isEmpty());
        assertThat(quay.told).isEmpty();
        comeBack(quay);
        patiently().until(() -> hands.told.size() > 1);
        quay.journal.leave(quay.take());
        awaitDone(quay);
      }
      assertThat(hands.told)
          .containsExactly(
              "waits: The control database can't be reached.", "goes on", "takes", "lets: DONE");
    }
  }

  @Test
  void aFaultOfTheWorkerIsToldAndAnotherWorkerGoesOn() throws Exception {
    try (Quay quay = new Quay(folder, BOAT)) {
      Hands faulty = new Hands(quay);
      faulty.fault = new AssertionError("worn out");
      try (Worker _ = faulty.worker()) {
        quay.journal.leave(quay.take());
        patiently().until(() -> faulty.looks.size() > 1);
        assertThat(faulty.told)
            .containsExactly("leaves: The worker failed in a way that it should not.");
        try (Worker _ = new Hands(quay).worker()) {
          awaitDone(quay);
        }
      }
    }
  }

  /// Nobody may log in to it, and nobody is.
  private static void vanish(Quay quay) throws SQLException {
    String name = quay.controlUrl.database();
    Quay.execute(quay.targetUrl, "alter database " + name + " allow_connections false");
    Quay.execute(
        quay.targetUrl,
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
  }

  private static void comeBack(Quay quay) throws SQLException {
    Quay.execute(
        quay.targetUrl, "alter database " + quay.controlUrl.database() + " allow_connections true");
  }

  private static ConditionFactory patiently() {
    return Awaitility.await().atMost(Duration.ofSeconds(60));
  }

  private static void awaitDone(Quay quay) {
    patiently().until(() -> quay.journal.state(quay.id).standing() == Standing.DONE);
  }
}
