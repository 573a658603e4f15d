package dev.towpath.release.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.release.journal.RunEvent;
import dev.towpath.signal.FalsePrometheus;
import dev.towpath.signal.FalsePrometheus.Fault;
import dev.towpath.signal.Gauge;
import dev.towpath.signal.Portal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Gates and watches: what looks at signals come to.
class LookingTest {
  @TempDir private Path folder;
  private final Gauge gauge = new Gauge("{\"errors\": 0.01, \"p95\": 200, \"requests\": 50}");

  @AfterEach
  void end() {
    gauge.close();
  }

  private static String signal(String name, String url, String unit) {
    return """
      %s:
        http: %s
        json: %s
        unit: %s
        traffic: requests
        floor: 20
        every: 100ms
        limit: 2s
    """
        .formatted(name, url, name, unit);
  }

  private StepTrial trial() throws IOException {
    String url = gauge.url();
    Portal.of(folder, "signals:\n" + signal("errors", url, "ratio") + signal("p95", url, "ms"));
    StepTrial trial = new StepTrial(folder);
    trial.clock = InstantSource.system();
    return trial;
  }

  private StepResult run(String step) throws Exception {
    StepTrial trial = trial();
    return trial.step(step).run(trial.context(1));
  }

  private static String problem(StepResult result) {
    assertThat(result).isInstanceOf(StepResult.Stopped.class);
    return ((StepResult.Stopped) result).problem().toString();
  }

  private static String waits(StepResult result) {
    assertThat(result).isInstanceOf(StepResult.Waiting.class);
    return ((StepResult.Waiting) result).what();
  }

  @Test
  void aGateOpensWhereItsConditionHolds() throws Exception {
    assertThat(run("gate: errors < 2% and p95 < 350ms"))
        .isInstanceOfSatisfying(
            StepResult.Done.class,
            done -> assertThat(done.evidence().toString()).contains("errors", "sha256"));
    assertThat(Files.readString(folder.resolve("kept/01-samples.jsonl")))
        .contains("\"series\":\"p95\"", "\"value\":\"200.0\"", "\"traffic\":\"50.0\"");
  }

  @Test
  void aGateStaysClosedWhereItDoesNot() throws Exception {
    assertThat(problem(run("gate: errors < 2% and p95 < 150ms")))
        .contains("gate-closed", "p95 < 150ms");
  }

  @Test
  void aGateWithAWindowWaitsUntilItIsFull() throws Exception {
    Instant begin = Instant.now();
    assertThat(run("gate: errors < 2% for 1s")).isInstanceOf(StepResult.Done.class);
    assertThat(Instant.now()).isAfter(begin.plusSeconds(1));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SLOW", "SLOW_BODY", "MILLION_SERIES"})
  void noBadAnswerPassesAGate(Fault fault) throws Exception {
    StepTrial trial = trial();
    try (FalsePrometheus prometheus = new FalsePrometheus(fault)) {
      Portal.of(
          folder,
          "signals: { q: { prometheus: '%s', query: q, unit: count, every: 100ms } }\n"
              .formatted(prometheus.url()));
      assertThat(waits(trial.step("gate: q < 1000").run(trial.context(1)))).contains("q: ");
      assertThat(waits(trial.step("gate: q > 0 or q <= 0").run(trial.context(2)))).contains("q: ");
    }
  }

  @Test
  void tooLittleTrafficPassesNoGate() throws Exception {
    gauge.tells("{\"errors\": 0, \"p95\": 1, \"requests\": 19}");
    assertThat(waits(run("gate: errors < 2%"))).contains("too little traffic");
  }

  @Test
  void aWatchIsGoodWhenItsTimeIsUp() throws Exception {
    StepTrial trial = trial();
    Step step =
        trial.step("watch: { for: 1s, success: errors < 2%, failure: p95 > 350ms, every: 200ms }");
    assertThat(step.run(trial.context(1)))
        .isInstanceOfSatisfying(
            StepResult.Done.class,
            done -> assertThat((Integer) done.evidence().get("looks")).isBetween(2, 6));
    assertThat(trial.said).anyMatch(line -> line.contains("errors 1% ▁"));
  }

  @Test
  void aWatchStopsAtItsFirstFailure() throws Exception {
    gauge.tells("{\"errors\": 0.03, \"p95\": 200, \"requests\": 50}");
    assertThat(problem(run("watch: { for: 10m, success: errors < 2% }")))
        .contains("watch-failed", "errors < 2%");
    assertThat(problem(run("watch: { for: 10m, failure: errors > 2% for 500ms }")))
        .contains("watch-failed");
  }

  @Test
  void neitherSuccessNorFailureIsLeftToAPerson() throws Exception {
    StepTrial trial = trial();
    Step step = trial.step("watch: { for: 10m, success: p95 < 150ms, failure: p95 > 350ms }");
    String what = waits(step.run(trial.context(1)));
    assertThat(what).contains("neither a success nor a failure");
    say(trial, RunEvent.Kind.STEP_BEGAN, Map.of());
    say(trial, RunEvent.Kind.STEP_WAITS, Map.of("what", what));
    assertThat(waits(step.run(trial.context(1)))).isEqualTo(what);
    say(trial, RunEvent.Kind.RESUMED, Map.of());
    assertThat(step.run(trial.context(1)))
        .isInstanceOfSatisfying(
            StepResult.Done.class,
            done -> assertThat(done.evidence()).containsEntry("resumed-by", "bert"));
  }

  private static void say(StepTrial trial, RunEvent.Kind kind, Map<String, Object> body) {
    trial.events.add(new RunEvent(Instant.now(), "bert", kind, 1, Map.copyOf(body)));
  }

  @Test
  void aWindowThatStillFillsAtTheEndIsLeftToAPerson() throws Exception {
    gauge.tells("{\"errors\": 0.03, \"p95\": 200, \"requests\": 50}");
    assertThat(waits(run("watch: { for: 1s, failure: errors > 2% for 10m }"))).contains("so far");
  }

  @Test
  void aWatchWithoutConditionsGoesBackByTheRunbooksOwn() throws Exception {
    StepTrial trial = trial();
    gauge.tells("{\"errors\": 0.03, \"p95\": 200, \"requests\": 50}");
    trial.head = "rollback-when: [errors > 2%]\n";
    assertThat(trial.step("watch: 10m").run(trial.context(1)))
        .isInstanceOfSatisfying(
            StepResult.GoBack.class, back -> assertThat(back.why()).contains("errors > 2%"));
  }
}
