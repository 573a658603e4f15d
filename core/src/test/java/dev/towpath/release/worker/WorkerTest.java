package dev.towpath.release.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.RunState.Standing;
import dev.towpath.release.journal.StepState.Phase;
import dev.towpath.release.run.Lease;
import dev.towpath.release.run.Quay;
import dev.towpath.signal.Gauge;
import dev.towpath.signal.Portal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Releases that nobody drives in the foreground.
class WorkerTest {
  private static final String BOAT =
      """
      steps:
        - sql: { query: create table boat (name text), undo: drop table boat }
        - run: { command: sleep 1; echo line >> made.txt, undo: rm made.txt }
        - sql: { query: insert into boat values ('anna'), undo: delete from boat }
      """;

  @TempDir private Path folder;

  @Test
  void whatIsLeftToItIsDriven() throws Exception {
    try (Quay quay = new Quay(folder, BOAT);
        Worker _ = new Hands(quay).worker()) {
      leaveToWorkers(quay);
      await(quay, Standing.DONE);
      assertThat(quay.query("select count(*) from boat")).isEqualTo("1");
    }
  }

  @Test
  void aDriverThatDiedIsReplacedAndNothingIsDoneTwice() throws Exception {
    try (Quay quay = new Quay(folder, BOAT);
        Worker _ = new Hands(quay).worker()) {
      Lease dead = quay.take();
      quay.driver(dead, quay.runbook, run -> run.step(2).phase() == Phase.DONE).drive();
      assertThat(quay.journal.driving(quay.id).isNow()).isTrue();
      quay.letLeaseRunOut();
      await(quay, Standing.DONE);
      assertThat(Files.readAllLines(folder.resolve("made.txt"))).hasSize(1);
      assertThat(quay.query("select count(*) from boat")).isEqualTo("1");
    }
  }

  @Test
  void nobodyDrivesWhatWaitsForAPersonUntilThePersonSpeaks() throws Exception {
    String text =
        """
        steps:
          - decide: all clear or roll back
          - wait: 7s
          - sql: { query: create table boat (name text), undo: drop table boat }
        """;
    try (Quay quay = new Quay(folder, text);
        Worker _ = new Hands(quay).worker()) {
      leaveToWorkers(quay);
      patiently().until(() -> quay.journal.state(quay.id).waiting().isPresent());
      patiently().until(() -> !quay.journal.driving(quay.id).isNow());
      quay.as("bert").decide(quay.id, true, "");
      await(quay, Standing.DONE);
      assertThat(taken(quay)).as("once for each reason, not once for each look").isBetween(3L, 4L);
      patiently().until(() -> quay.query("select 1").equals("1") && due(quay) == 0);
      quay.as("bert").goBack(quay.id, "it leaks");
      await(quay, Standing.ROLLED_BACK);
      assertThat(quay.query("select to_regclass('boat') is null")).isEqualTo("t");
    }
  }

  @Test
  void itStaysWithAReleaseWhoseTriggersAreLookedAt() throws Exception {
    String text =
        """
        rollback-when: [errors > 2%]
        steps:
          - sql: { query: create table boat (name text), undo: drop table boat }
          - decide: all clear or roll back
        """;
    try (Gauge gauge = new Gauge("{\"errors\": 0.01}")) {
      Portal.of(
          folder,
          "signals: { errors: { http: '%s', json: errors, unit: ratio, every: 1s } }\n"
              .formatted(gauge.url()));
      try (Quay quay = new Quay(folder, text);
          Worker _ = new Hands(quay).worker()) {
        leaveToWorkers(quay);
        patiently().until(() -> quay.journal.state(quay.id).waiting().isPresent());
        int asked = gauge.asked();
        patiently().until(() -> gauge.asked() > asked + 7);
        gauge.tells("{\"errors\": 0.2}");
        await(quay, Standing.ROLLED_BACK);
        assertThat(taken(quay)).as("by the person, and by one worker").isEqualTo(2);
        assertThat(quay.query("select to_regclass('boat') is null")).isEqualTo("t");
      }
    }
  }

  @Test
  void whatNobodyStartedStaysPlanned() throws Exception {
    try (Quay quay = new Quay(folder, BOAT);
        Worker _ = new Hands(quay).worker()) {
      quay.as("bert").approve(quay.id, "engineering");
      patiently().until(() -> due(quay) == 0);
      assertThat(quay.journal.state(quay.id).standing()).isEqualTo(Standing.PLANNED);
    }
  }

  @Test
  void whatWasPlannedElsewhereIsLeftToAnotherWorkerAndToldOnce() throws Exception {
    try (Quay quay = new Quay(folder, BOAT)) {
      Hands other = new Hands(quay);
      other.changed = true;
      try (Worker _ = other.worker()) {
        leaveToWorkers(quay);
        patiently().until(() -> other.told.size() == 1 && other.looks.size() > 1);
        assertThat(other.told).containsExactly("leaves: What was planned is not what is there.");
        assertThat(taken(quay)).as("by the person alone").isEqualTo(1);
        try (Worker _ = new Hands(quay).worker()) {
          await(quay, Standing.DONE);
        }
      }
    }
  }

  @Test
  void whoIsClosedEndsItsStepAndGivesItsReleaseUp() throws Exception {
    try (Quay quay = new Quay(folder, BOAT)) {
      try (Worker _ = new Hands(quay).worker()) {
        leaveToWorkers(quay);
        patiently().until(() -> quay.journal.state(quay.id).step(2).phase() == Phase.BEGUN);
      }
      RunState run = quay.journal.state(quay.id);
      assertThat(run.step(2).phase()).isEqualTo(Phase.DONE);
      assertThat(run.step(3).phase()).isEqualTo(Phase.AHEAD);
      assertThat(quay.journal.driving(quay.id).isNow()).isFalse();
      try (Worker _ = new Hands(quay).worker()) {
        await(quay, Standing.DONE);
      }
    }
  }

  private static void leaveToWorkers(Quay quay) {
    quay.journal.leave(quay.take());
  }

  private static long due(Quay quay) throws SQLException {
    return Long.parseLong(Quay.query(quay.controlUrl, "select count(*) from towpath_control.due"));
  }

  private static long taken(Quay quay) {
    return quay.journal.state(quay.id).events().stream()
        .filter(event -> event.kind() == RunEvent.Kind.TAKEN)
        .count();
  }

  private static ConditionFactory patiently() {
    return Awaitility.await().atMost(Duration.ofSeconds(60));
  }

  private static void await(Quay quay, Standing standing) {
    patiently().until(() -> quay.journal.state(quay.id).standing() == standing);
  }
}
