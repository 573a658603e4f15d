package dev.towpath.release.run;

import dev.towpath.release.journal.RunState;
import dev.towpath.release.runbook.RunbookStep;

/// What a driver does next.
sealed interface Move {
  record Run(RunbookStep step) implements Move {}

  /// The last driver died in the middle of it: look whether it was done.
  ///
  /// @param back whether it was on its way back
  record Inspect(RunbookStep step, boolean back) implements Move {}

  /// The last driver died in the middle of it, and only a person knows whether it was done.
  ///
  /// @param back whether it was on its way back
  record Ask(RunbookStep step, boolean back) implements Move {}

  record Undo(RunbookStep step) implements Move {}

  record End(RunState.Standing standing) implements Move {}

  /// A person is needed, or all is over.
  record Rest() implements Move {}
}
