package dev.towpath.migration.status;

import dev.towpath.migration.Migration;
import dev.towpath.migration.history.Applied;
import dev.towpath.migration.history.History.Sameness;
import java.util.Optional;

/// One migration on a target: what the file says, what the history says, and what follows.
///
/// @param content whether row and file are the same script; unknown without both
/// @param file empty if the history alone knows it
/// @param row empty if the files alone know it
public record MigrationState(
    String version,
    String name,
    State state,
    Sameness content,
    Optional<Migration> file,
    Optional<Applied> row) {

  static MigrationState of(Migration file, State state) {
    return new MigrationState(
        file.version(), file.name(), state, Sameness.UNKNOWN, Optional.of(file), Optional.empty());
  }

  static MigrationState of(Migration file, Applied row, State state, Sameness content) {
    return new MigrationState(
        file.version(), file.name(), state, content, Optional.of(file), Optional.of(row));
  }

  static MigrationState missing(Applied row) {
    return new MigrationState(
        row.version(),
        row.name(),
        State.MISSING,
        Sameness.UNKNOWN,
        Optional.empty(),
        Optional.of(row));
  }
}
