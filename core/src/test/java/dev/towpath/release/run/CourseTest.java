package dev.towpath.release.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.release.journal.RunEvent.Kind;
import dev.towpath.release.journal.RunEvents;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.runbook.Runbook;
import dev.towpath.release.runbook.RunbookFile;
import dev.towpath.release.runbook.RunbookReading;
import dev.towpath.release.runbook.RunbookStep;
import dev.towpath.release.step.StepKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What comes next, by nothing but the journal.
class CourseTest {
  private static final String STEPS =
      """
      runbook: Orders
      steps:
        - check:
        - run: { command: up, undo: down }
        - sql: { query: select up(), undo: select down() }
        - run: no way back
      """;
  @TempDir Path folder;
  private Course course;
  private final RunEvents events = new RunEvents("check", "run", "sql", "run");

  @BeforeEach
  void read() throws IOException {
    course = new Course(runbook(STEPS));
  }

  private Runbook runbook(String text) throws IOException {
    Files.writeString(folder.resolve("r.yaml"), text);
    return ((RunbookReading.Good) new RunbookFile(folder, StepKinds.installed()).read("r.yaml"))
        .runbook();
  }

  @Test
  void stepsAreDoneInTheirOrder() {
    assertThat(next()).isEqualTo("run 1");
    events.then(Kind.TAKEN, 0).done(1);
    assertThat(next()).isEqualTo("run 2");
    events.done(2, 3, 4);
    assertThat(next()).isEqualTo("end DONE");
    events.then(Kind.ENDED, 0, "standing", "DONE");
    assertThat(next()).isEqualTo("rest");
  }

  @Test
  void aStepThatWaitsIsAskedAgain() {
    events.then(Kind.TAKEN, 0).then(Kind.STEP_BEGAN, 1).then(Kind.STEP_WAITS, 1);
    assertThat(next()).isEqualTo("run 1");
  }

  @Test
  void anInterruptedStepGoesOnAsItsKindSays() {
    events.then(Kind.TAKEN, 0).then(Kind.STEP_BEGAN, 1).then(Kind.TAKEN, 0);
    assertThat(next()).isEqualTo("run 1");
    events.done(1).then(Kind.STEP_BEGAN, 2).then(Kind.TAKEN, 0);
    assertThat(next()).isEqualTo("ask 2");
    events.then(Kind.STEP_STOPPED, 2).then(Kind.STEP_SKIPPED, 2);
    events.then(Kind.STEP_BEGAN, 3).then(Kind.TAKEN, 0);
    assertThat(next()).isEqualTo("inspect 3");
  }

  @Test
  void aStoppedStepWaitsForAPersonWhoeverDrives() {
    events.then(Kind.TAKEN, 0).stopped(1);
    assertThat(next()).isEqualTo("rest");
    events.then(Kind.TAKEN, 0);
    assertThat(next()).isEqualTo("rest");
    events.then(Kind.STEP_RETRIED, 1);
    assertThat(next()).isEqualTo("run 1");
    events.stopped(1).then(Kind.STEP_SKIPPED, 1, "reason", "known");
    assertThat(next()).isEqualTo("run 2");
  }

  @Test
  void aStopThatIsIgnoredIsPassed() {
    events.then(Kind.TAKEN, 0).stopped(1, "ignored", "known");
    assertThat(next()).isEqualTo("run 2");
  }

  @Test
  void whatIsPausedOrAbortedStaysSoUnderANewDriver() {
    events.then(Kind.TAKEN, 0).done(1).then(Kind.PAUSED, 0).then(Kind.TAKEN, 0);
    assertThat(next()).isEqualTo("rest");
    events.then(Kind.RESUMED, 0);
    assertThat(next()).isEqualTo("run 2");
    events.then(Kind.ABORTED, 0).then(Kind.TAKEN, 0);
    assertThat(next()).isEqualTo("rest");
  }

  @Test
  void doneStepsAreUndoneInReverse() {
    events.then(Kind.TAKEN, 0).done(1, 2, 3, 4).then(Kind.GOING_BACK, 0);
    assertThat(next()).as("4 has no way back").isEqualTo("undo 3");
    events.undone(3);
    assertThat(next()).isEqualTo("undo 2");
    events.undone(2);
    assertThat(next()).as("1 needs none").isEqualTo("end ROLLED_BACK");
  }

  @Test
  void whatStoppedOrWasLeftOutHalfWayIsUndoneToo() {
    events.then(Kind.TAKEN, 0).done(1).stopped(2).then(Kind.STEP_SKIPPED, 2).stopped(3);
    events.then(Kind.GOING_BACK, 0);
    assertThat(next()).isEqualTo("undo 3");
    events.undone(3);
    assertThat(next()).isEqualTo("undo 2");
  }

  @Test
  void whatWasNeverBegunIsNotUndone() {
    events.then(Kind.TAKEN, 0).done(1, 2).then(Kind.GOING_BACK, 0);
    assertThat(next()).isEqualTo("undo 2");
  }

  @Test
  void anInterruptedWayBackIsNotRepeatedBlindly() {
    events.then(Kind.TAKEN, 0).done(1, 2).then(Kind.GOING_BACK, 0);
    events.then(Kind.UNDO_BEGAN, 2).then(Kind.TAKEN, 0);
    assertThat(next()).isEqualTo("ask back 2");
    events.then(Kind.UNDO_STOPPED, 2);
    assertThat(next()).isEqualTo("rest");
    events.then(Kind.STEP_RETRIED, 2);
    assertThat(next()).isEqualTo("undo 2");
  }

  @Test
  void anInterruptedWayBackThatCanBeLookedAtIsInspected() {
    events.then(Kind.TAKEN, 0).done(1, 2, 3).then(Kind.GOING_BACK, 0);
    events.then(Kind.UNDO_BEGAN, 3).then(Kind.TAKEN, 0);
    assertThat(next()).isEqualTo("inspect back 3");
  }

  @Test
  void aRunbooksOwnWayBackIsGoneInItsOrder() throws IOException {
    course = new Course(runbook(STEPS + "roll-back:\n  - freeze:\n  - undo:\n  - thaw:\n"));
    events.then(Kind.TAKEN, 0).done(1, 2).then(Kind.GOING_BACK, 0);
    assertThat(next()).isEqualTo("run 5");
    events.done(5, 6).stopped(7);
    assertThat(next()).isEqualTo("rest");
    events.then(Kind.STEP_RETRIED, 7).done(7);
    assertThat(next()).isEqualTo("end ROLLED_BACK");
  }

  private String next() {
    return switch (course.next(events.state())) {
      case Move.Run(RunbookStep step) -> "run " + step.number();
      case Move.Inspect(RunbookStep step, boolean back) -> words("inspect", step, back);
      case Move.Ask(RunbookStep step, boolean back) -> words("ask", step, back);
      case Move.Undo(RunbookStep step) -> "undo " + step.number();
      case Move.End(RunState.Standing standing) -> "end " + standing;
      case Move.Rest() -> "rest";
    };
  }

  private static String words(String move, RunbookStep step, boolean back) {
    return move + (back ? " back " : " ") + step.number();
  }
}
