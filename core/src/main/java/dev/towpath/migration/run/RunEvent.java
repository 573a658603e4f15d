package dev.towpath.migration.run;

import dev.towpath.migration.Migration;
import java.time.Duration;
import java.util.Optional;

/// Something that happened while migrations run, told at once; an outcome tells the whole later.
public sealed interface RunEvent {
  /// The target is ours: nobody else applies here until the run ends.
  record TargetLocked(long epoch) implements RunEvent {}

  /// A migration begins.
  ///
  /// @param number counts from 1 to `total`
  record MigrationStarted(Migration migration, int number, int total) implements RunEvent {}

  record StatementStarted(PlannedStatement statement) implements RunEvent {}

  /// What the server said beside the result, as `RAISE NOTICE` does.
  record Notice(PlannedStatement statement, String severity, String message) implements RunEvent {}

  /// A wait for a lock that has lasted for a while.
  ///
  /// @param blocker who holds the lock, in words; empty if that can't be seen
  record Waiting(String what, Optional<String> blocker, Duration waited) implements RunEvent {}

  /// The transaction gave way to others, and runs again after a pause.
  record Retrying(int attempt, Duration pause, String reason) implements RunEvent {}

  /// How far the server is with an index.
  ///
  /// @param percent from 0 to 100; empty for a phase without a measure
  record IndexProgress(String index, String phase, Optional<Integer> percent) implements RunEvent {}

  /// What was left by an interrupted run was found, and this is what is done about it.
  record Recovered(PlannedStatement statement, String found) implements RunEvent {}

  /// A statement is through.
  ///
  /// @param rows that it changed, or -1 where the server doesn't count
  record StatementDone(PlannedStatement statement, long rows, Duration took) implements RunEvent {}

  /// A migration is committed, with its history row.
  ///
  /// @param left an estimate by the rate so far
  record MigrationDone(Migration migration, int number, int total, Duration took, Duration left)
      implements RunEvent {}
}
