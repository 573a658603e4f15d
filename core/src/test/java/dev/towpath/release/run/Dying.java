package dev.towpath.release.run;

import dev.towpath.release.runbook.Runbook;
import dev.towpath.release.runbook.RunbookStep;
import dev.towpath.release.step.AfterCrash;
import dev.towpath.release.step.Step;
import dev.towpath.release.step.StepContext;
import dev.towpath.release.step.StepResult;
import dev.towpath.release.step.WayBack;
import java.util.ArrayList;
import java.util.List;

/// A step whose driver dies before or after it.
record Dying(Step step, Point point, boolean back) implements Step {
  /// Where a driver dies.
  enum Point {
    BEFORE,
    AFTER
  }

  /// As if its process were killed.
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  static Runbook at(Runbook runbook, int number, Point point, boolean back) {
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
        runbook.alertWhen(),
        List.copyOf(steps),
        runbook.rollBack());
  }

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
