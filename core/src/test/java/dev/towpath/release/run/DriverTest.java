package dev.towpath.release.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.digest.Sha256;
import dev.towpath.problem.ProblemException;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.RunState.Standing;
import dev.towpath.release.journal.StepState;
import dev.towpath.release.journal.StepState.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A release from its first step to its end, and back.
class DriverTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private static final String THREE =
      """
      steps:
        - sql: { query: create table boat (name text), undo: drop table boat }
        - run: { command: echo $TOWPATH_RELEASE > made.txt, undo: rm made.txt }
        - sql: { query: "insert into boat values ('anna') returning name", expect: anna }
      """;

  @Test
  void itRunsFromTheFirstStepToTheLast() throws Exception {
    try (Quay quay = new Quay(folder, THREE)) {
      RunState run = quay.drive();
      assertThat(run.standing()).isEqualTo(Standing.DONE);
      assertThat(run.steps().values()).extracting(StepState::phase).containsOnly(Phase.DONE);
      assertThat(quay.query("select count(*) from boat")).isEqualTo("1");
      assertThat(folder.resolve("made.txt")).hasContent("2026-11-21-quay");
      assertThat(quay.drive().events())
          .as("nothing but the taking")
          .hasSize(run.events().size() + 1);
    }
  }

  @Test
  void aStepThatFailsStopsItUntilAPersonSaysMore() throws Exception {
    String text =
        """
        steps:
          - sql: { query: select 1 / 0 }
          - sql: { query: create table later (id int) }
        """;
    try (Quay quay = new Quay(folder, text)) {
      RunState run = quay.drive();
      assertThat(run.standing()).isEqualTo(Standing.STOPPED);
      assertThat(String.valueOf(run.step(1).told().get("problem")))
          .contains("step-sql-failed", "division by zero");
      assertThat(quay.query("select to_regclass('later') is null")).isEqualTo("t");
      quay.as("bert").retry(quay.id);
      assertThat(quay.drive().standing()).isEqualTo(Standing.STOPPED);
      quay.as("bert").skip(quay.id, "known");
      run = quay.drive();
      assertThat(run.standing()).isEqualTo(Standing.DONE);
      assertThat(run.step(1).phase()).isEqualTo(Phase.SKIPPED);
    }
  }

  @Test
  void aFailureThatIsIgnoredStaysInTheRecord() throws Exception {
    String text =
        """
        steps:
          - run: exit 3
            on-failure: { ignore: it is only a report }
          - sql: { query: create table later (id int) }
        """;
    try (Quay quay = new Quay(folder, text)) {
      RunState run = quay.drive();
      assertThat(run.standing()).isEqualTo(Standing.DONE);
      assertThat(run.step(1).phase()).isEqualTo(Phase.STOPPED);
      assertThat(run.step(1).told()).containsEntry("ignored", "it is only a report");
    }
  }

  @Test
  void aFailureTakesBackInReverseWhatWasDone() throws Exception {
    String text =
        """
        steps:
          - sql: { query: create table boat (name text), undo: drop table boat }
          - run: { command: touch made.txt, undo: rm made.txt }
          - sql: { query: select 2, expect: "3", changes: nothing }
            on-failure: roll-back
        """;
    try (Quay quay = new Quay(folder, text)) {
      RunState run = quay.drive();
      assertThat(run.standing()).isEqualTo(Standing.ROLLED_BACK);
      assertThat(quay.told).containsSubsequence("begin 3", "undo 2", "Done 2", "undo 1", "Done 1");
      assertThat(quay.query("select to_regclass('boat') is null")).isEqualTo("t");
      assertThat(folder.resolve("made.txt")).doesNotExist();
      assertThat(run.goingBack().orElseThrow().text("why")).contains("answers something else");
    }
  }

  @Test
  void theRunbooksOwnStepsBackAreTakenInstead() throws Exception {
    String text =
        """
        steps:
          - sql: { query: create table boat (name text), undo: drop table boat }
          - decide: all clear or roll back
        roll-back:
          - sql: { query: alter table boat rename to wreck }
        """;
    try (Quay quay = new Quay(folder, text)) {
      CompletableFuture<RunState> driven = inBackground(quay);
      await(quay, 2, Phase.WAITING);
      quay.as("bert").decide(quay.id, false, "it leaks");
      RunState run = driven.get(60, TimeUnit.SECONDS);
      assertThat(run.standing()).isEqualTo(Standing.ROLLED_BACK);
      assertThat(quay.query("select to_regclass('wreck') is not null")).isEqualTo("t");
      assertThat(run.goingBack().orElseThrow().text("why")).contains("bert", "it leaks");
      assertThat(run.goingBack().orElseThrow().person()).hasValue("bert");
      assertThat(RunReport.of("release status", run).blocks().toString())
          .contains("it leaks; by bert")
          .doesNotContain("by itself");
    }
  }

  @Test
  void filesThatAStepLeavesAreKeptWithTheirDigests() throws Exception {
    String text =
        """
        steps:
          - run:
              command: mkdir -p out; echo 7 tests > out/a.xml; echo x > out/b.txt
              changes: nothing
            keep: [out/*.xml]
        """;
    try (Quay quay = new Quay(folder, text)) {
      RunState run = quay.drive();
      assertThat(String.valueOf(run.step(1).told().get("kept")))
          .contains("out/a.xml", Sha256.of("7 tests\n"))
          .doesNotContain("b.txt");
      Path copy = folder.resolve("kept/2026-11-21-quay/01-files/out/a.xml");
      assertThat(copy).hasContent("7 tests");
    }
  }

  @Test
  void itWaitsForPeople() throws Exception {
    Files.writeString(folder.resolve("list.md"), "- [ ] one\n- [x] two\n");
    String text =
        """
        steps:
          - checklist: list.md
          - approve:
          - decide: go on
        """;
    try (Quay quay = new Quay(folder, text)) {
      CompletableFuture<RunState> driven = inBackground(quay);
      await(quay, 1, Phase.WAITING);
      assertThatThrownBy(() -> quay.as("bert").tick(quay.id, 3, "seen"))
          .hasMessageContaining("The checklist has no item 3");
      quay.as("bert").tick(quay.id, 1, "seen");
      quay.as("bert").tick(quay.id, 2, "seen too");
      await(quay, 2, Phase.WAITING);
      assertThatThrownBy(() -> quay.as("anna").approve(quay.id, "engineering"))
          .hasMessageContaining("Nobody approves a release that they planned");
      quay.as("bert").approve(quay.id, "engineering");
      await(quay, 3, Phase.WAITING);
      quay.as("anna").decide(quay.id, true, "");
      RunState run = driven.get(60, TimeUnit.SECONDS);
      assertThat(run.standing()).isEqualTo(Standing.DONE);
      assertThat(run.step(1).told().toString()).contains("one", "seen too", "bert");
    }
  }

  @Test
  void anAbortEndsAStatementInItsMiddle() throws Exception {
    String text =
        """
        steps:
          - sql: { query: "create table half (id int); select pg_sleep(600)" }
        """;
    try (Quay quay = new Quay(folder, text)) {
      CompletableFuture<RunState> driven = inBackground(quay);
      Awaitility.await()
          .atMost(LIMIT)
          .until(
              () ->
                  quay.query(
                          "select count(*) from pg_stat_activity where wait_event = 'PgSleep' and"
                              + " datname = current_database()")
                      .equals("1"));
      quay.as("bert").abort(quay.id, "enough");
      assertThat(driven.get(60, TimeUnit.SECONDS).standing()).isEqualTo(Standing.ABORTED);
      assertThat(quay.query("select to_regclass('half') is null")).isEqualTo("t");
      assertThat(
              quay.query(
                  "select count(*) from pg_stat_activity where wait_event = 'PgSleep' and datname ="
                      + " current_database()"))
          .isEqualTo("0");
    }
  }

  @Test
  void anAbortEndsACommandWithItsChildren() throws Exception {
    String text =
        """
        steps:
          - run: sleep 600 & echo $! > child; wait
        """;
    try (Quay quay = new Quay(folder, text)) {
      CompletableFuture<RunState> driven = inBackground(quay);
      Path child = folder.resolve("child");
      Awaitility.await().atMost(LIMIT).until(() -> Files.exists(child) && Files.size(child) > 0);
      quay.as("bert").abort(quay.id, "enough");
      assertThat(driven.get(60, TimeUnit.SECONDS).standing()).isEqualTo(Standing.ABORTED);
      long pid = Long.parseLong(Files.readString(child).strip());
      assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }
  }

  @Test
  void oneDriverAtATime() throws Exception {
    try (Quay quay = new Quay(folder, THREE)) {
      Lease first = quay.take();
      assertThatThrownBy(quay::take).hasMessageContaining("is driven already");
      quay.letLeaseRunOut();
      Lease second = quay.take();
      assertThat(second.epoch()).isGreaterThan(first.epoch());
      Driver awake = quay.driver(first, quay.runbook);
      assertThatThrownBy(awake::drive)
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem().code()).isEqualTo("release-taken-over"));
      assertThat(quay.query("select to_regclass('boat') is null")).isEqualTo("t");
    }
  }

  @Test
  void aControlDatabaseMayGoAndComeBackInTheMiddleOfAStep() throws Exception {
    String text =
        """
        steps:
          - run: { command: "touch began; sleep 3; touch ended", changes: nothing }
          - sql: { query: create table later (id int) }
        """;
    try (Quay quay = new Quay(folder, text)) {
      CompletableFuture<RunState> driven = inBackground(quay);
      Awaitility.await().atMost(LIMIT).until(() -> Files.exists(folder.resolve("began")));
      String name = quay.controlUrl.database();
      Quay.execute(quay.targetUrl, "alter database " + name + " allow_connections false");
      Quay.execute(
          quay.targetUrl,
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
      Awaitility.await().atMost(LIMIT).until(() -> quay.told.contains("waits for control"));
      Quay.execute(quay.targetUrl, "alter database " + name + " allow_connections true");
      RunState run = driven.get(60, TimeUnit.SECONDS);
      assertThat(run.standing()).isEqualTo(Standing.DONE);
      assertThat(run.attempts(1)).isEqualTo(1);
      assertThat(run.events().stream().filter(event -> event.kind() == RunEvent.Kind.STEP_DONE))
          .hasSize(2);
    }
  }

  private static CompletableFuture<RunState> inBackground(Quay quay) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return quay.drive();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void await(Quay quay, int step, Phase phase) {
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> quay.journal.state(quay.id).step(step).phase() == phase);
  }
}
