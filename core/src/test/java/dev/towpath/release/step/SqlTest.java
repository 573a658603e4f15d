package dev.towpath.release.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What a `sql` of a runbook means before it runs.
class SqlTest {
  @Test
  void sqlIsInspectedAfterACrashAndHasNoWayBackUntilOneIsNamed() {
    Step step = read("update settings set open = true");
    assertThat(step.does()).isEqualTo("runs SQL: update settings set open = true");
    assertThat(step.afterCrash()).isEqualTo(AfterCrash.INSPECT);
    assertThat(step.wayBack()).isInstanceOf(WayBack.None.class);
  }

  @Test
  void sqlThatChangesNothingIsRepeated() {
    Step step = read("{ query: select count(*) from orders, changes: nothing, expect: '0' }");
    assertThat(step.afterCrash()).isEqualTo(AfterCrash.REPEAT);
    assertThat(step.wayBack()).isEqualTo(new WayBack.NotNeeded());
  }

  @Test
  void aWayBackIsShown() {
    assertThat(read("{ query: select up(), undo: select down() }").wayBack())
        .isEqualTo(new WayBack.By("runs SQL: select down()"));
  }

  @Test
  void ofLongSqlThePlanShowsTheFirstLine() {
    assertThat(read("|\n  select 1;\n  select 2;\n").does()).isEqualTo("runs SQL: select 1;");
  }

  @Test
  void whatIsRepeatedSaysUntilWhen() {
    Step step = read("{ query: select fill(500), until: '0', undo: select clear() }");
    assertThat(step.does()).isEqualTo("runs SQL until it answers 0: select fill(500)");
    assertThat(step.afterCrash()).isEqualTo(AfterCrash.INSPECT);
    assertThat(faults("{ query: select 1, until: '0', expect: '0' }"))
        .contains("What is repeated until a value comes expects nothing else.");
    assertThat(faults("{ query: select 1, pause: 1s }"))
        .contains("'pause' is for what is repeated.");
  }

  @Test
  void faultsNameWhatIsMissing() {
    assertThat(faults("{ expect: '1' }")).contains("There is no SQL to run.");
    assertThat(faults("{ query: select 1, expect: 1 }")).contains("'expect' must be text.");
    assertThat(faults("{ query: select 1, changes: nothing, undo: select 2 }"))
        .contains("What changes nothing has nothing to undo or to inspect.");
  }

  private static Step read(String yaml) {
    return StepReading.of(new Sql(), yaml).step();
  }

  private static String faults(String yaml) {
    return String.join("\n", StepReading.of(new Sql(), yaml).faults());
  }
}
