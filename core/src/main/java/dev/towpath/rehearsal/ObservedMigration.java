package dev.towpath.rehearsal;

import dev.towpath.migration.Migration;
import java.time.Duration;
import java.util.List;

/// What was seen of one pending migration.
///
/// @param took from its first statement to its commit; zero unless it is through
/// @param statements those that were run to their end, in order
public record ObservedMigration(
    Migration migration, Fate fate, Duration took, List<ObservedStatement> statements) {

  /// How far it came.
  public enum Fate {
    DONE,
    FAILED,
    /// One before it failed, so that nothing is known of it.
    NOT_RUN
  }

  public ObservedMigration {
    statements = List.copyOf(statements);
  }
}
