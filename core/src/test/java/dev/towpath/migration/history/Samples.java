package dev.towpath.migration.history;

import dev.towpath.digest.Sha256;
import dev.towpath.migration.Migration;
import dev.towpath.migration.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Migrations and runs for tests.
final class Samples {
  static final Instant STARTED = Instant.parse("2026-01-02T03:04:05.678Z");

  private Samples() {}

  static Migration migration(String file, String version, String name, String sql) {
    return migration(file, version, name, sql, Optional.empty());
  }

  static Migration migration(
      String file, String version, String name, String sql, Optional<Source> down) {
    return new Migration(
        version,
        name,
        Source.whole(file, sql),
        Sha256.of(sql),
        down,
        version.isEmpty() ? Migration.Kind.REPEATABLE : Migration.Kind.VERSIONED);
  }

  static Run run(Migration migration) {
    return new Run(
        migration, List.of(migration.up().text()), STARTED, Duration.ofMillis(42), "erin");
  }
}
