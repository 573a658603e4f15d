package dev.towpath.release.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.release.PlannedRelease;
import dev.towpath.release.journal.RunEvent.Kind;
import dev.towpath.release.journal.RunEvents;
import org.junit.jupiter.api.Test;

/// What a worker does with a release, told by its events alone.
class LookTest {
  @Test
  void whoDiedBeforeTheRollbackWasWrittenDownIsReplaced() {
    RunEvents back = new RunEvents("migrate").then(Kind.TAKEN, 0).done(1);
    back.then(Kind.GOING_BACK, 0, "why", "logins fail").undone(1);
    assertThat(at(back)).isInstanceOf(Look.Drive.class);
    back.then(Kind.ENDED, 0, "standing", "ROLLED_BACK");
    assertThat(at(back)).isInstanceOf(Look.Drive.class);
    back.then(Kind.TAKEN, 0);
    assertThat(at(back)).isInstanceOf(Look.Drive.class);
    back.then(Kind.WRITTEN, 0, "failed", "The disk is full.");
    assertThat(at(back)).as("it isn't tried for ever").isInstanceOf(Look.Rest.class);
  }

  @Test
  void aReleaseThatIsDoneIsLeftInPeace() {
    RunEvents done = new RunEvents("migrate").then(Kind.TAKEN, 0).done(1);
    done.then(Kind.ENDED, 0, "standing", "DONE");
    assertThat(at(done)).isInstanceOf(Look.Rest.class);
    done.then(Kind.WRITTEN, 0).then(Kind.GOING_BACK, 0, "why", "logins fail");
    assertThat(at(done)).isInstanceOf(Look.Drive.class);
  }

  private static Look at(RunEvents events) {
    return Look.at(events.state(), PlannedRelease.DUE);
  }
}
