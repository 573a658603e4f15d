package dev.towpath.migration.run;

import dev.towpath.migration.history.History;
import dev.towpath.postgres.OpenTarget;
import java.time.Clock;
import java.util.random.RandomGenerator;

/// What every part of a run needs to know.
///
/// @param epoch the driver's epoch, checked in each transaction
/// @param plan the digest of the plan, for the record
record RunContext(
    OpenTarget target,
    History history,
    long epoch,
    String plan,
    Who who,
    RunOptions options,
    Clock clock,
    RandomGenerator random,
    RunListener listener,
    Observer observer) {

  /// Who runs.
  ///
  /// @param user the person or the job, for the history and the record
  /// @param driver this process, for another run that waits for it
  /// @param tool Towpath's own name and version
  record Who(String user, String driver, String tool) {}
}
