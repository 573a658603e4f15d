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
public record RollbackStep(
    Migration migration, Optional<String> down, List<Finding> losses, Trial trial) {

  /// Whether the down script undoes it.
  boolean undoable() {
    return down.isPresent() && trial.verdict() != Trial.Verdict.FAILED;
  }
}
