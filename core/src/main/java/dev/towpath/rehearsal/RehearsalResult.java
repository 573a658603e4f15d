package dev.towpath.rehearsal;

import dev.towpath.report.Finding;
import java.time.Duration;
import java.util.List;

/// What a rehearsal came to.
///
/// @param scratchMajor of the server it ran on; 0 if none was needed
/// @param migrations one for each that was to be rehearsed, in order
/// @param exercises in the order in which they ran
/// @param findings of all of it
/// @param forecast what the guard predicted
public record RehearsalResult(
    RehearsalRequest request,
    int scratchMajor,
    List<ObservedMigration> migrations,
    List<Ran> exercises,
    List<Finding> findings,
    Duration took,
    Forecast forecast) {

  /// An exercise and what it came to.
  public record Ran(String name, Exercised exercised) {}

  public RehearsalResult {
    migrations = List.copyOf(migrations);
    exercises = List.copyOf(exercises);
    findings = List.copyOf(findings);
  }

  /// How many of the migrations are through.
  public int done() {
    return (int)
        migrations.stream().filter(each -> each.fate() == ObservedMigration.Fate.DONE).count();
  }
}
