package dev.towpath.release.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What a `run` of a runbook means before it runs.
class RunTest {
  @Test
  void aCommandOfWhichNothingIsSaidIsAskedAboutAndHasNoWayBack() {
    Step step = read("npm run deploy");
    assertThat(step.does()).isEqualTo("runs npm run deploy");
    assertThat(step.afterCrash()).isEqualTo(AfterCrash.ASK);
    assertThat(step.wayBack()).isInstanceOf(WayBack.None.class);
  }

  @Test
  void aCommandThatChangesNothingIsRepeated() {
    Step step = read("{ command: npm test, changes: nothing }");
    assertThat(step.afterCrash()).isEqualTo(AfterCrash.REPEAT);
    assertThat(step.wayBack()).isEqualTo(new WayBack.NotNeeded());
  }

  @Test
  void aCommandThatCanBeLookedAtIsInspected() {
    Step step = read("{ argv: [npm, run, up], inspect: npm run is-up, undo: npm run down }");
    assertThat(step.does()).isEqualTo("runs npm run up");
    assertThat(step.afterCrash()).isEqualTo(AfterCrash.INSPECT);
    assertThat(step.wayBack()).isEqualTo(new WayBack.By("runs npm run down"));
  }

  @Test
  void whatContradictsItselfIsAFault() {
    assertThat(faults("{ command: a, argv: [b] }")).contains("This runs two commands.");
    assertThat(faults("{ in: web }")).contains("There is no command to run.");
    assertThat(faults("{ command: a, changes: nothing, undo: b }"))
        .contains("What changes nothing has nothing to undo or to inspect.");
    assertThat(faults("{ command: a, in: ../b }")).contains("'in' can't be this.");
    assertThat(faults("true")).contains("'run' must be text.");
  }

  private static Step read(String yaml) {
    return StepReading.of(new Run(), yaml).step();
  }

  private static String faults(String yaml) {
    return String.join("\n", StepReading.of(new Run(), yaml).faults());
  }
}
