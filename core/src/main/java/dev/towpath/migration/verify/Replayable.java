package dev.towpath.migration.verify;

import dev.towpath.migration.Migration;
import dev.towpath.migration.history.Applied;
import dev.towpath.migration.status.MigrationState;
import dev.towpath.migration.status.Status;
import java.util.List;

/// The files whose effect a target should have.
final class Replayable {
  private Replayable() {}

  /// In the order in which they run. What a baseline covers counts as applied, unless a baseline
  /// script stands for it; a repeatable script that changed since counts, as it was applied once.
  static List<Migration> of(Status status) {
    boolean script =
        status.migrations().stream()
                .flatMap(state -> state.row().stream())
                .anyMatch(row -> row.state() == Applied.State.BASELINE)
            && status.migrations().stream().anyMatch(Replayable::isAppliedBaseline);
    return status.migrations().stream()
        .filter(state -> counts(state, script))
        .flatMap(state -> state.file().stream())
        .toList();
  }

  private static boolean counts(MigrationState state, boolean baselineScript) {
    return switch (state.state()) {
      case APPLIED, EDITED, REPLACED -> true;
      case PENDING -> state.row().isPresent() && isRepeatable(state);
      case IGNORED ->
          !baselineScript
              && state.file().filter(f -> f.kind() == Migration.Kind.VERSIONED).isPresent();
      case FAILED, MISSING -> false;
    };
  }

  private static boolean isRepeatable(MigrationState state) {
    return state.file().filter(f -> f.kind() == Migration.Kind.REPEATABLE).isPresent();
  }

  private static boolean isAppliedBaseline(MigrationState state) {
    return switch (state.state()) {
      case APPLIED -> state.file().filter(f -> f.kind() == Migration.Kind.BASELINE).isPresent();
      case PENDING, EDITED, REPLACED, FAILED, MISSING, IGNORED -> false;
    };
  }
}
