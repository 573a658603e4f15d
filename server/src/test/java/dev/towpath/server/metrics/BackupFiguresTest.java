package dev.towpath.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.backup.BackupId;
import dev.towpath.backup.Manifest;
import dev.towpath.backup.ManifestJson;
import dev.towpath.backup.Proof;
import dev.towpath.backup.ProofJson;
import dev.towpath.backup.seal.Keys;
import dev.towpath.backup.store.Storages;
import dev.towpath.digest.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupFiguresTest {
  private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");

  @TempDir Path folder;

  @Test
  void theAgeIsThatOfTheNewestBackupThatWasRestoredWell() throws IOException {
    backup("20261119T020000Z-production-0001", 3, Optional.of(List.of()));
    backup("20261120T020000Z-production-0002", 2, Optional.of(List.of()));
    backup("20261121T020000Z-production-0003", 1, Optional.of(List.of("rows are missing")));
    backup("20261122T020000Z-production-0004", 0, Optional.empty());
    assertThat(figures().read())
        .containsExactly(
            Metric.TOWPATH_BACKUP_PROVED_AGE_SECONDS.of(2 * 86_400.0, "production"),
            Metric.TOWPATH_BACKUP_PROVED_AGE_SECONDS.of(Double.POSITIVE_INFINITY, "staging"));
  }

  private BackupFigures figures() {
    return new BackupFigures(
        Set.of("production", "staging"),
        () -> Storages.at(folder, "backups", Keys.NONE, Map.of()),
        () -> NOW);
  }

  /// A backup that was made so many days ago and, if failures are given, restored an hour later.
  private void backup(String id, int daysOld, Optional<List<String>> failures) throws IOException {
    Instant made = NOW.minus(Duration.ofDays(daysOld));
    Manifest manifest =
        new Manifest(
            new BackupId(id),
            Manifest.Kind.LOGICAL,
            "production",
            new Manifest.Origin("18.6", 18, "1", "portal", "UTF8", "0/1", 1, 1),
            "1:1:",
            Manifest.Scope.WHOLE,
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            made,
            made);
    byte[] bytes = ManifestJson.bytes(manifest);
    Path backup = folder.resolve("backups").resolve(id);
    Files.createDirectories(backup.resolve("proofs"));
    Files.write(backup.resolve("manifest.json"), bytes);
    if (failures.isPresent()) {
      Proof proof =
          new Proof(
              manifest.id(),
              Sha256.of(bytes),
              "ann",
              made.plus(Duration.ofHours(1)),
              Duration.ofSeconds(9),
              1,
              List.of(),
              failures.get());
      Files.write(backup.resolve("proofs/1.json"), ProofJson.bytes(proof));
    }
  }
}
