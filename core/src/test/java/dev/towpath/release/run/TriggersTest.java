package dev.towpath.release.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.RunState.Standing;
import dev.towpath.release.journal.StepState.Phase;
import dev.towpath.signal.Gauge;
import dev.towpath.signal.Portal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Releases that are taken back by what signals say.
class TriggersTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String WELL = "{\"errors\": 0.01, \"requests\": 50}";
  private static final String BROKEN = "{\"errors\": 0.2, \"requests\": 50}";
  private static final String BOAT =
      """
      rollback-when: [errors > 2% for 1s, regression declared]
      steps:
        - sql: { query: create table boat (name text), undo: drop table boat }
      """;

  @TempDir private Path folder;
  private final Gauge gauge = new Gauge(WELL);

  @AfterEach
  void end() {
    gauge.close();
  }

  private Quay quay(String text) throws IOException {
    Portal.of(
        folder,
        """
        signals:
          errors:
            http: %s
            json: errors
            unit: ratio
            traffic: requests
            floor: 20
            every: 200ms
        """
            .formatted(gauge.url()));
    return new Quay(folder, text);
  }

  @Test
  void aTriggerEndsALongStepAndTakesTheReleaseBack() throws Exception {
    String step = "  - sql: { query: select pg_sleep(600), changes: nothing }\n";
    try (Quay quay = quay(BOAT + step)) {
      CompletableFuture<RunState> driven = drivenTo(quay, 2, Phase.BEGUN);
      gauge.tells(BROKEN);
      RunState run = driven.get(30, TimeUnit.SECONDS);
      assertThat(run.standing()).isEqualTo(Standing.ROLLED_BACK);
      assertThat(quay.query("select to_regclass('boat') is null")).isEqualTo("t");
      assertThat(quay.query("select count(*) from pg_stat_activity where wait_event = 'PgSleep'"))
          .isEqualTo("0");
      assertThat(String.valueOf(run.goingBack().orElseThrow().body()))
          .contains("rollback-when: errors > 2% for 1s", "value=0.2", "traffic=50.0", "sha256=");
      assertThat(run.goingBack().orElseThrow().text("seen"))
          .matches("errors > 2% for 1s: [0-9]+ samples from .*Z to .*Z, all 20%");
      assertThat(folder.resolve("kept/2026-11-21-quay/rollback-when-errors.svg"))
          .content()
          .contains("<svg", "errors &gt; 2% for 1s", "limit 2%");
      assertThat(Files.readString(folder.resolve("kept/2026-11-21-quay/rollback-when.jsonl")))
          .contains("\"series\":\"errors\"", "\"value\":\"0.01\"", "\"value\":\"0.2\"");
    }
  }

  @Test
  void aTriggerFiresWhileAPersonIsWaitedFor() throws Exception {
    try (Quay quay = quay(BOAT + "  - decide: all clear?\n")) {
      CompletableFuture<RunState> driven = drivenTo(quay, 2, Phase.WAITING);
      gauge.tells(BROKEN);
      RunState run = driven.get(30, TimeUnit.SECONDS);
      assertThat(run.standing()).isEqualTo(Standing.ROLLED_BACK);
      assertThat(quay.query("select to_regclass('boat') is null")).isEqualTo("t");
    }
  }

  @Test
  void whatFiredStaysSoWhileTheStepIsEnded() throws Exception {
    try (Quay quay = quay(BOAT + "  - decide: all clear?\n")) {
      Shift untilItWaits = run -> run.step(2).phase() == Phase.WAITING;
      RunState run = quay.driver(quay.take(), quay.runbook, untilItWaits).drive();
      try (Triggers triggers = new Triggers(quay.runbook, quay.around(), folder)) {
        triggers.follow(run);
        Files.writeString(folder.resolve("towpath.yaml"), "somebody edits: [it");
        gauge.tells(BROKEN);
        Awaitility.await().atMost(LIMIT).until(() -> triggers.fired().isPresent());
        gauge.tells(WELL);
        int asked = gauge.asked();
        Awaitility.await().atMost(LIMIT).until(() -> gauge.asked() > asked + 3);
        assertThat(triggers.fired()).map(Triggers.Fired::condition).hasValue("errors > 2% for 1s");
        quay.as("bert").abort(quay.id, "enough");
        triggers.follow(quay.journal.state(quay.id));
        assertThat(triggers.fired()).isEmpty();
      }
    }
  }

  @Test
  void anotherDriverGoesOnLooking() throws Exception {
    try (Quay quay = quay(BOAT + "  - decide: all clear?\n")) {
      Lease first = quay.take();
      CompletableFuture<RunState> driven = inBackground(quay, first);
      until(quay, driven, run -> run.step(2).phase() == Phase.WAITING);
      quay.letLeaseRunOut();
      CompletableFuture<RunState> second = inBackground(quay, quay.take());
      gauge.tells(BROKEN);
      RunState run = second.get(30, TimeUnit.SECONDS);
      assertThat(run.standing()).isEqualTo(Standing.ROLLED_BACK);
      assertThat(run.events().stream().filter(each -> each.kind() == RunEvent.Kind.GOING_BACK))
          .hasSize(1)
          .allSatisfy(each -> assertThat(each.person()).isEmpty());
      assertThat(driven.handle((_, fault) -> fault != null).get(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aDeclaredRegressionTakesItBackOnceSomethingWasChanged() throws Exception {
    try (Quay quay = quay("steps:\n  - decide: begin?\n" + tail(BOAT))) {
      CompletableFuture<RunState> driven = drivenTo(quay, 1, Phase.WAITING);
      assertThatThrownBy(() -> quay.as("bert").regression(quay.id, "totals are wrong"))
          .hasMessageContaining("changed nothing yet");
      quay.as("bert").decide(quay.id, true, "");
      until(quay, driven, run -> run.step(3).phase() == Phase.WAITING);
      quay.as("bert").regression(quay.id, "totals are wrong");
      RunState run = driven.get(30, TimeUnit.SECONDS);
      assertThat(run.standing()).isEqualTo(Standing.ROLLED_BACK);
      assertThat(run.goingBack().orElseThrow().text("why"))
          .isEqualTo("rollback-when: regression declared");
      assertThat(run.goingBack().orElseThrow().person()).hasValue("bert");
      assertThat(run.last(RunEvent.Kind.REGRESSION).orElseThrow().by()).isEqualTo("bert");
    }
  }

  /// The steps of a runbook behind one more, and a question at its end; its triggers first.
  private static String tail(String text) {
    String steps = text.substring(text.indexOf("  - sql"));
    return steps + "  - decide: all clear?\nrollback-when: [regression declared]\n";
  }

  @Test
  void signalsThatCannotBeReadStopItBeforeItsFirstChange() throws Exception {
    gauge.fails(503);
    try (Quay quay = quay(BOAT)) {
      RunState run = quay.drive();
      assertThat(run.standing()).isEqualTo(Standing.PAUSED);
      assertThat(run.lastEvent().orElseThrow().text("reason")).contains("errors: status 503");
      assertThat(quay.query("select to_regclass('boat') is null")).isEqualTo("t");
      gauge.fails(200);
      quay.as("bert").resume(quay.id);
      assertThat(quay.drive().standing()).isEqualTo(Standing.DONE);
    }
  }

  @Test
  void whatHoldsBeforeTheFirstChangeStopsIt() throws Exception {
    gauge.tells(BROKEN);
    try (Quay quay = quay(BOAT.replace(" for 1s", ""))) {
      RunState run = quay.drive();
      assertThat(run.standing()).isEqualTo(Standing.PAUSED);
      assertThat(run.lastEvent().orElseThrow().text("reason"))
          .contains("holds before the release has changed anything: errors > 2%");
      assertThat(quay.query("select to_regclass('boat') is null")).isEqualTo("t");
    }
  }

  @Test
  void blindTriggersPauseIt() throws Exception {
    try (Quay quay = quay(BOAT + "  - decide: all clear?\n")) {
      CompletableFuture<RunState> driven = drivenTo(quay, 2, Phase.WAITING);
      gauge.tells("well, I think");
      RunState run = driven.get(30, TimeUnit.SECONDS);
      assertThat(run.standing()).isEqualTo(Standing.PAUSED);
      assertThat(run.lastEvent().orElseThrow().text("reason"))
          .contains("rollback-when can't be judged: errors", "It is not JSON");
      assertThat(quay.query("select to_regclass('boat') is null")).isEqualTo("f");
    }
  }

  @Test
  void aBaselineIsTakenBeforeTheFirstChange() throws Exception {
    String text =
        """
        rollback-when: [errors > baseline + 5%]
        steps:
          - sql: { query: create table boat (name text), undo: drop table boat }
          - decide: all clear?
        """;
    gauge.tells("{\"errors\": 0.03, \"requests\": 50}");
    try (Quay quay = quay(text)) {
      CompletableFuture<RunState> driven = drivenTo(quay, 2, Phase.WAITING);
      assertThat(quay.journal.state(quay.id).baseline()).containsEntry("errors", 0.03);
      gauge.tells("{\"errors\": 0.09, \"requests\": 50}");
      assertThat(driven.get(30, TimeUnit.SECONDS).standing()).isEqualTo(Standing.ROLLED_BACK);
    }
  }

  @Test
  void afterTheLastStepNothingIsLookedAt() throws Exception {
    try (Quay quay = quay(BOAT)) {
      assertThat(quay.drive().standing()).isEqualTo(Standing.DONE);
      int asked = gauge.asked();
      gauge.tells(BROKEN);
      assertThat(quay.drive().standing()).isEqualTo(Standing.DONE);
      assertThat(gauge.asked()).isEqualTo(asked);
      assertThatThrownBy(() -> quay.as("bert").regression(quay.id, "late"))
          .hasMessageContaining("has ended");
    }
  }

  private static CompletableFuture<RunState> drivenTo(Quay quay, int step, Phase phase) {
    CompletableFuture<RunState> driven = inBackground(quay, quay.take());
    until(quay, driven, run -> run.step(step).phase() == phase);
    return driven;
  }

  private static CompletableFuture<RunState> inBackground(Quay quay, Lease lease) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            RunState run = quay.driver(lease, quay.runbook).drive();
            quay.journal.leave(lease);
            return run;
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /// A driver that ended too early says why.
  private static void until(Quay quay, CompletableFuture<RunState> driven, Predicate<RunState> so) {
    Awaitility.await()
        .atMost(LIMIT)
        .until(
            () -> {
              if (driven.isDone()) {
                driven.join();
              }
              return so.test(quay.journal.state(quay.id));
            });
  }
}
