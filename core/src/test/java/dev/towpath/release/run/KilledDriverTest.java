package dev.towpath.release.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.RunState.Standing;
import dev.towpath.release.runbook.Runbook;
import dev.towpath.release.runbook.RunbookStep;
import dev.towpath.release.step.AfterCrash;
import dev.towpath.release.step.Step;
import dev.towpath.release.step.StepContext;
import dev.towpath.release.step.StepResult;
import dev.towpath.release.step.WayBack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A driver that dies before or after any step, on the way there and back: the next one ends in the
/// state of an undisturbed run, and each step was done once, or a person was asked.
class KilledDriverTest {
  private static final String TEXT =
      """
      steps:
        - sql:
            query: create table boat (name text)
            undo: drop table boat
        - run:
            command: echo line >> made.txt
            inspect: test -e made.txt
            undo: rm -f made.txt
        - sql:
            query: insert into boat values ('anna')
            undo: delete from boat
        - run: { command: "true", changes: nothing }
        - wait: 10ms
      """;

  private static final int STEPS = 5;

  @TempDir private Path folder;

  /// Where a driver dies.
  enum Point {
    BEFORE,
    AFTER
  }

  static Stream<Arguments> points() {
    return IntStream.rangeClosed(1, STEPS)
        .boxed()
        .flatMap(step -> Stream.of(Point.values()).map(point -> Arguments.of(step, point)));
  }

  @ParameterizedTest
  @MethodSource("points")
  void itGoesOnWhereItWas(int step, Point point) throws Exception {
    try (Quay quay = new Quay(folder, TEXT)) {
      assertThat(catchThrowable(() -> quay.drive(dying(quay.runbook, step, point, false))))
          .isInstanceOf(Killed.class);
      quay.letLeaseRunOut();
      RunState run = quay.drive();
      assertThat(run.standing()).isEqualTo(Standing.DONE);
      assertThat(quay.query("select string_agg(name, ',') from boat")).isEqualTo("anna");
      assertThat(Files.readAllLines(folder.resolve("made.txt"))).containsExactly("line");
    }
  }

  @ParameterizedTest
  @MethodSource("points")
  void itGoesBackWhereItWas(int step, Point point) throws Exception {
    try (Quay quay = new Quay(folder, TEXT)) {
      quay.drive();
      quay.as("bert").goBack(quay.id, "it leaks");
      Throwable end = catchThrowable(() -> quay.drive(dying(quay.runbook, step, point, true)));
      RunbookStep dies = quay.runbook.step(step);
      if (!(dies.step().wayBack() instanceof WayBack.By)) {
        assertThat(end).isNull();
      } else {
        assertThat(end).isInstanceOf(Killed.class);
        quay.letLeaseRunOut();
        RunState run = quay.drive();
        assertThat(run.standing()).isEqualTo(Standing.ROLLED_BACK);
      }
      assertThat(quay.query("select to_regclass('boat') is null")).isEqualTo("t");
      assertThat(folder.resolve("made.txt")).doesNotExist();
    }
  }

  private static Runbook dying(Runbook runbook, int number, Point point, boolean back) {
    List<RunbookStep> steps = new ArrayList<>(runbook.steps());
    RunbookStep step = steps.get(number - 1);
    steps.set(
        number - 1,
        new RunbookStep(
            step.number(),
            step.kind(),
            new Dying(step.step(), point, back),
            step.name(),
            step.owner(),
            step.at(),
            step.keep(),
            step.onFailure(),
            step.where()));
    return new Runbook(
        runbook.name(),
        runbook.file(),
        runbook.sha256(),
        runbook.reviewed(),
        runbook.classes(),
        runbook.require(),
        runbook.rollbackWhen(),
        List.copyOf(steps),
        runbook.rollBack());
  }

  /// As if its process were killed.
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private record Dying(Step step, Point point, boolean back) implements Step {
    @Override
    public String does() {
      return step.does();
    }

    @Override
    public AfterCrash afterCrash() {
      return step.afterCrash();
    }

    @Override
    public boolean isDone(StepContext context) throws InterruptedException {
      return step.isDone(context);
    }

    @Override
    public WayBack wayBack() {
      return step.wayBack();
    }

    @Override
    public StepResult run(StepContext context) throws InterruptedException {
      if (back) {
        return step.run(context);
      }
      if (point == Point.AFTER) {
        step.run(context);
      }
      throw new Killed();
    }

    @Override
    public StepResult undo(StepContext context) throws InterruptedException {
      if (point == Point.AFTER) {
        step.undo(context);
      }
      throw new Killed();
    }
  }
}
