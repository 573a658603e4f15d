package dev.towpath.release.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.release.PlannedRelease;
import dev.towpath.release.journal.RunEvent.Kind;
import dev.towpath.release.journal.RunState.Standing;
import dev.towpath.release.journal.StepState.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A release as its events tell it.
class RunStateTest {
  private final RunEvents events = new RunEvents("checklist", "decide", "run");

  @Test
  void aPlannedReleaseRunsWhenADriverTakesIt() {
    assertThat(events.state().standing()).isEqualTo(Standing.PLANNED);
    assertThat(events.state().steps()).hasSize(3);
    events.then(Kind.APPROVED, 0, "role", "engineering", "digest", "digest-1");
    assertThat(events.state().standing()).isEqualTo(Standing.PLANNED);
    assertThat(events.then(Kind.TAKEN, 0).state().standing()).isEqualTo(Standing.RUNNING);
  }

  @Test
  void aStepIsFoldedFromItsEvents() {
    events.then(Kind.TAKEN, 0).then(Kind.STEP_BEGAN, 1).then(Kind.STEP_WAITS, 1, "what", "item 1");
    StepState waiting = events.state().step(1);
    assertThat(waiting.phase()).isEqualTo(Phase.WAITING);
    assertThat(waiting.began()).hasValue(PlannedRelease.DUE.plusSeconds(2));
    assertThat(waiting.told()).containsEntry("what", "item 1");
    StepState done = events.then(Kind.STEP_DONE, 1).state().step(1);
    assertThat(done.phase()).isEqualTo(Phase.DONE);
    assertThat(done.settled()).isTrue();
    assertThat(Duration.between(done.began().orElseThrow(), done.ended().orElseThrow()))
        .isEqualTo(Duration.ofSeconds(2));
    assertThat(events.state().step(2)).isEqualTo(StepState.ahead(2));
  }

  @Test
  void aSecondDriverKeepsTheFirstBeginning() {
    events.then(Kind.STEP_BEGAN, 3).then(Kind.TAKEN, 0).then(Kind.STEP_BEGAN, 3);
    assertThat(events.state().step(3).began()).hasValue(PlannedRelease.DUE.plusSeconds(1));
    assertThat(events.state().attempts(3)).isEqualTo(2);
    events.then(Kind.STEP_STOPPED, 3).then(Kind.STEP_RETRIED, 3);
    assertThat(events.state().step(3).began()).as("a retry begins anew").isEmpty();
  }

  @Test
  void approvalsHoldForThePlanThatTheyNamed() {
    events.by("bob", Kind.APPROVED, 0, "role", "engineering", "digest", "digest-0");
    events.then(Kind.PLANNED, 0);
    events.by("cem", Kind.APPROVED, 0, "role", "product-owner", "digest", "digest-1");
    RunState state = events.state();
    assertThat(state.approvals()).extracting(Approval::by).containsExactly("cem");
    assertThat(Approvals.missing(state)).isEqualTo(List.of("engineering"));
  }

  @Test
  void theLastDecisionAndTickOfAStepCount() {
    events.then(Kind.DECIDED, 2, "word", "go", "reason", "fine");
    events.by("bob", Kind.DECIDED, 2, "word", "roll-back", "reason", "logins fail");
    RunState.Decision decision = events.state().decision(2).orElseThrow();
    assertThat(decision.go()).isFalse();
    assertThat(decision.by()).isEqualTo("bob");
    assertThat(events.state().decision(1)).isEmpty();
    events.then(Kind.TICKED, 1, "item", "2", "proof", "old");
    events.then(Kind.TICKED, 1, "item", "2", "proof", "new").then(Kind.TICKED, 1, "item", "1");
    assertThat(events.state().ticks(1)).containsOnlyKeys(1, 2);
    assertThat(events.state().ticks(1).values())
        .extracting(RunState.Tick::proof)
        .containsExactly("", "new");
    assertThat(events.state().ticks(2)).isEmpty();
  }

  @Test
  void theStepThatStoppedTheReleaseIsKnownWhileItIsStopped() {
    assertThat(events.then(Kind.TAKEN, 0).state().stopped()).isEmpty();
    assertThat(events.stopped(1, "ignored", "known").state().stopped()).isEmpty();
    assertThat(events.stopped(2).state().stopped()).map(StepState::number).hasValue(2);
    events.then(Kind.GOING_BACK, 0);
    assertThat(events.state().stopped()).as("it goes back").isEmpty();
    assertThat(events.stopped(4).state().stopped()).map(StepState::number).hasValue(4);
  }

  @Test
  void anAbortHoldsAgainstWhatADriverStillWrites() {
    events.then(Kind.TAKEN, 0).then(Kind.STEP_BEGAN, 1).then(Kind.ABORTED, 0);
    assertThat(events.then(Kind.STEP_STOPPED, 1).state().standing()).isEqualTo(Standing.ABORTED);
    assertThat(events.then(Kind.TAKEN, 0).state().standing()).isEqualTo(Standing.ABORTED);
    events.then(Kind.GOING_BACK, 0);
    assertThat(events.state().standing()).isEqualTo(Standing.ROLLING_BACK);
  }

  @Test
  void aPauseIsNoWayPastAStop() {
    events.then(Kind.TAKEN, 0).stopped(1).then(Kind.PAUSED, 0).then(Kind.RESUMED, 0);
    assertThat(events.state().standing()).isEqualTo(Standing.STOPPED);
  }

  @Test
  void anUndoThatStoppedIsTriedAgainAfterARetry() {
    events.then(Kind.TAKEN, 0).done(3).then(Kind.GOING_BACK, 0).then(Kind.UNDO_BEGAN, 3);
    assertThat(events.then(Kind.UNDO_STOPPED, 3).state().step(3).phase())
        .isEqualTo(Phase.UNDO_STOPPED);
    assertThat(events.then(Kind.STEP_RETRIED, 3).state().step(3).phase()).isEqualTo(Phase.DONE);
    assertThat(events.state().standing()).isEqualTo(Standing.ROLLING_BACK);
  }

  @Test
  void anEndIsWhatTheDriverSays() {
    events.then(Kind.ENDED, 0, "standing", "ROLLED_BACK");
    assertThat(events.state().standing()).isEqualTo(Standing.ROLLED_BACK);
    assertThat(events.state().standing().isEnd()).isTrue();
  }
}
