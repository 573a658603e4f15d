package dev.towpath.release.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.RunState.Standing;
import dev.towpath.release.runbook.RunbookStep;
import dev.towpath.release.step.WayBack;
import java.nio.file.Files;
import java.nio.file.Path;
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

  static Stream<Arguments> points() {
    return IntStream.rangeClosed(1, STEPS)
        .boxed()
        .flatMap(step -> Stream.of(Dying.Point.values()).map(point -> Arguments.of(step, point)));
  }

  @ParameterizedTest
  @MethodSource("points")
  void itGoesOnWhereItWas(int step, Dying.Point point) throws Exception {
    try (Quay quay = new Quay(folder, TEXT)) {
      assertThat(catchThrowable(() -> quay.drive(Dying.at(quay.runbook, step, point, false))))
          .isInstanceOf(Dying.Killed.class);
      quay.letLeaseRunOut();
      RunState run = quay.drive();
      assertThat(run.standing()).isEqualTo(Standing.DONE);
      assertThat(quay.query("select string_agg(name, ',') from boat")).isEqualTo("anna");
      assertThat(Files.readAllLines(folder.resolve("made.txt"))).containsExactly("line");
    }
  }

  @ParameterizedTest
  @MethodSource("points")
  void itGoesBackWhereItWas(int step, Dying.Point point) throws Exception {
    try (Quay quay = new Quay(folder, TEXT)) {
      quay.drive();
      quay.as("bert").goBack(quay.id, "it leaks");
      Throwable end = catchThrowable(() -> quay.drive(Dying.at(quay.runbook, step, point, true)));
      RunbookStep dies = quay.runbook.step(step);
      if (!(dies.step().wayBack() instanceof WayBack.By)) {
        assertThat(end).isNull();
      } else {
        assertThat(end).isInstanceOf(Dying.Killed.class);
        quay.letLeaseRunOut();
        RunState run = quay.drive();
        assertThat(run.standing()).isEqualTo(Standing.ROLLED_BACK);
      }
      assertThat(quay.query("select to_regclass('boat') is null")).isEqualTo("t");
      assertThat(folder.resolve("made.txt")).doesNotExist();
    }
  }
}
