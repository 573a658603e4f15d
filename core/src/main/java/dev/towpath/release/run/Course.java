package dev.towpath.release.run;

import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.RunState.Standing;
import dev.towpath.release.journal.StepState;
import dev.towpath.release.runbook.Runbook;
import dev.towpath.release.runbook.RunbookStep;
import dev.towpath.release.step.WayBack;
import java.util.List;

/// The order in which a release's steps are done and undone. Looks at nothing but the journal.
record Course(Runbook runbook) {
  Move next(RunState run) {
    return switch (run.standing()) {
      case PAUSED, STOPPED, DONE, ROLLED_BACK, ABORTED -> new Move.Rest();
      case PLANNED, RUNNING -> through(runbook.steps(), run, Standing.DONE);
      case ROLLING_BACK ->
          runbook.rollBack().isEmpty()
              ? back(run)
              : through(runbook.rollBack(), run, Standing.ROLLED_BACK);
    };
  }

  private static Move through(List<RunbookStep> steps, RunState run, Standing end) {
    for (RunbookStep step : steps) {
      StepState state = run.step(step.number());
      if (state.phase() == StepState.Phase.BEGUN) {
        return interrupted(step);
      }
      if (!state.settled()) {
        return new Move.Run(step);
      }
    }
    return new Move.End(end);
  }

  private static Move interrupted(RunbookStep step) {
    return switch (step.step().afterCrash()) {
      case REPEAT -> new Move.Run(step);
      case INSPECT -> new Move.Inspect(step, false);
      case ASK -> new Move.Ask(step, false);
    };
  }

  /// Also a step that stopped half-way is undone, and one that was left out then: what it did so
  /// far is there.
  private Move back(RunState run) {
    for (RunbookStep step : runbook.steps().reversed()) {
      if (step.step().wayBack() instanceof WayBack.By) {
        switch (run.step(step.number()).phase()) {
          case AHEAD, WAITING, UNDONE -> {}
          case BEGUN, DONE, STOPPED, SKIPPED, UNDO_STOPPED -> {
            return new Move.Undo(step);
          }
          case UNDOING -> {
            return interruptedBack(step);
          }
        }
      }
    }
    return new Move.End(Standing.ROLLED_BACK);
  }

  private static Move interruptedBack(RunbookStep step) {
    return switch (step.step().afterCrash()) {
      case REPEAT -> new Move.Undo(step);
      case INSPECT -> new Move.Inspect(step, true);
      case ASK -> new Move.Ask(step, true);
    };
  }
}
