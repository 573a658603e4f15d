package dev.towpath.rollback;

import dev.towpath.migration.Migration;
import dev.towpath.report.Finding;
import java.util.List;
import java.util.Optional;

/// One migration to go back over, and what is known of the way.
///
/// @param down the file of its down script, if it has one
/// @param losses rows and values that the down script takes away, counted on the target
/// @param trial the down script on a scratch server
/// @param half whether it is applied in part, so that its down script can't undo it
public record RollbackStep(
    Migration migration, Optional<String> down, List<Finding> losses, Trial trial, boolean half) {

  /// One that is applied in part.
  static RollbackStep half(Migration migration, Optional<String> down) {
    String why = "It is half applied: go on with it (towpath apply), then its down script may run.";
    return new RollbackStep(migration, down, List.of(), Trial.untried(why), true);
  }

  /// Whether the down script undoes it.
  boolean undoable() {
    return !half && down.isPresent() && trial.verdict() != Trial.Verdict.FAILED;
  }
}
