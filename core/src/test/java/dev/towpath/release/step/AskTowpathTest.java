package dev.towpath.release.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What a `towpath` of a runbook means before it runs; the examples run it.
class AskTowpathTest {
  @Test
  void aCommandThatOnlyReadsIsRepeatedAfterACrash() {
    Step step = StepReading.of(new AskTowpath(), "types --to src/types.ts --check").step();
    assertThat(step.does()).isEqualTo("runs towpath types --to src/types.ts --check");
    assertThat(step.afterCrash()).isEqualTo(AfterCrash.REPEAT);
    assertThat(step.wayBack()).isEqualTo(new WayBack.NotNeeded());
  }

  @Test
  void aCommandThatChangesADatabaseIsRefused() {
    assertThat(StepReading.of(new AskTowpath(), "apply -e production").faults().getFirst())
        .isEqualTo("1:1 'towpath' can't run this.");
    assertThat(StepReading.of(new AskTowpath(), "catalogue").faults()).hasSize(1);
  }
}
