package dev.towpath.release.step;

import dev.towpath.config.Project;
import dev.towpath.problem.Problem;
import dev.towpath.signal.condition.Condition;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One action of a runbook, ready to be planned and run. Immutable.
public interface Step {
  /// What it does, for a plan: a short phrase without a subject, as `runs npm test`.
  String does();

  /// Files of the project whose bytes an approval binds to, beside the runbook's own; relative.
  default List<Path> files() {
    return List.of();
  }

  /// What it looks at: those that compare with a baseline need one before anything is changed.
  default List<Condition> conditions() {
    return List.of();
  }

  /// What people tick off in it, as it stands now, in its order.
  ///
  /// @param project the project's folder
  default List<String> items(Path project) {
    return List.of();
  }

  /// What the project lacks for it, if it lacks anything; asked before anything runs.
  default Optional<Problem> lack(Project project) {
    return Optional.empty();
  }

  /// What a driver that takes over does where the last one died in the middle of it.
  AfterCrash afterCrash();

  WayBack wayBack();

  /// Does it. What a person must read of its progress goes to [StepContext#say].
  ///
  /// @throws InterruptedException when the run is aborted; it has then ended what it began
  StepResult run(StepContext context) throws InterruptedException;

  /// Ends what an interrupted one left running, as far as it can be reached from this machine.
  default void endLeftovers(StepContext context) {}

  /// Whether one that was interrupted is done now, and was not taken back; asked only of
  /// [AfterCrash#INSPECT]. One that isn't done is run from its beginning.
  default boolean isDone(StepContext context) throws InterruptedException {
    throw new IllegalStateException("there is nothing to look at: " + does());
  }

  /// Takes it back; asked only where [#wayBack] is [WayBack.By].
  default StepResult undo(StepContext context) throws InterruptedException {
    throw new IllegalStateException("there is no way back: " + does());
  }
}
