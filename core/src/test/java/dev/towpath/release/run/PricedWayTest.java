package dev.towpath.release.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.release.Beside;
import dev.towpath.release.PlannedRelease;
import dev.towpath.release.Release;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.runbook.Runbook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PricedWayTest {
  private static final Runbook NO_WAY_OF_ITS_OWN =
      new Runbook(
          "Orders",
          "a.yaml",
          "",
          Optional.empty(),
          Map.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of());

  @Test
  void eachStepThatWasBegunIsNamedWithItsPrice() {
    Release release =
        release(
            new Beside.Price(1, Optional.of(Duration.ofSeconds(3)), "the rows of boat"),
            new Beside.Price(2, Optional.empty(), ""),
            new Beside.Price(3, Optional.of(Duration.ofMillis(20)), ""));
    assertThat(words(release, 3))
        .isEqualTo(
            "3. undo migrate, took 1 s last time; 2. undo deploy;"
                + " 1. undo sql, took 3 s last time, loses the rows of boat");
    assertThat(words(release, 1))
        .isEqualTo("1. undo sql, took 3 s last time, loses the rows of boat");
  }

  @Test
  void whatIsOnlyLostIsSaidWithoutATime() {
    Release release = release(new Beside.Price(2, Optional.empty(), "12 rows"));
    assertThat(words(release, 2)).isEqualTo("2. undo deploy, loses 12 rows; 1. undo sql");
  }

  @Test
  void beforeItsFirstStepThereIsNothingToUndo() {
    assertThat(words(release(), 0)).isEqualTo("nothing has to be undone");
  }

  private static String words(Release release, int begun) {
    List<RunEvent> events = new ArrayList<>();
    for (int step = 1; step <= begun; step++) {
      events.add(
          new RunEvent(
              PlannedRelease.DUE, "ann", RunEvent.Kind.STEP_BEGAN, step, Map.of("epoch", 1)));
    }
    return PricedWay.words(RunState.of(release, events), NO_WAY_OF_ITS_OWN);
  }

  private static Release release(Beside.Price... prices) {
    Release plain = PlannedRelease.of("sql", "deploy", "migrate");
    List<Release.PlannedStep> steps =
        plain.steps().stream()
            .map(
                step ->
                    new Release.PlannedStep(
                        step.number(),
                        step.kind(),
                        step.name(),
                        step.does(),
                        step.owner(),
                        step.at(),
                        Optional.of("undo " + step.kind()),
                        step.items()))
            .toList();
    return new Release(
        plain.id(),
        plain.project(),
        plain.environment(),
        plain.runbook(),
        plain.name(),
        plain.releaseClass(),
        plain.rule(),
        plain.by(),
        plain.planned(),
        plain.due(),
        plain.commit(),
        plain.migrations(),
        steps,
        plain.rollbackWhen(),
        plain.bound(),
        plain.digest(),
        new Beside(Optional.empty(), List.of(), List.of(prices), List.of()));
  }
}
