package dev.towpath.backup.prune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.backup.Backups;
import dev.towpath.backup.Manifest;
import dev.towpath.backup.ManifestJson;
import dev.towpath.backup.store.FolderStorage;
import dev.towpath.config.KeepRules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a release made stays as long as its records.
class ReleaseHoldTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final KeepRules ONE = new KeepRules(1, 0, 0, 0, 0);

  @TempDir Path folder;

  @Test
  void theBackupOfAReleaseIsHeldForItsYears() throws IOException {
    make(1, Optional.of("2026-11-21-orders"));
    make(2, Optional.empty());
    make(3, Optional.empty());
    assertThat(verdicts("2033-11-21T12:59:00Z"))
        .containsExactly(
            "[of the release 2026-11-21-orders, until 2033-11-21]", "[]", "[newest, last 1]");
    assertThat(verdicts("2033-11-21T13:01:00Z")).containsExactly("[]", "[]", "[newest, last 1]");
  }

  @Test
  void itIsNotDeleted() throws IOException {
    make(1, Optional.of("2026-11-21-orders"));
    make(2, Optional.empty());
    try (FolderStorage storage = new FolderStorage(folder)) {
      Pruner pruner = new Pruner(storage, new ReleaseHold(7, () -> NOON));
      List<String> gone = new ArrayList<>();
      pruner.run(pruner.plan(ONE, Optional.empty()), id -> gone.add(id.text()));
      assertThat(gone).isEmpty();
      assertThat(new Backups(storage).list().backups()).hasSize(2);
    }
  }

  private List<String> verdicts(String now) throws IOException {
    try (FolderStorage storage = new FolderStorage(folder)) {
      ReleaseHold hold = new ReleaseHold(7, () -> Instant.parse(now));
      return new Pruner(storage, hold)
          .plan(ONE, Optional.empty()).verdicts().stream()
              .map(each -> each.reasons().toString())
              .toList();
    }
  }

  private void make(int hour, Optional<String> release) throws IOException {
    Manifest manifest =
        Sample.manifest(NOON.plus(Duration.ofHours(hour)), "production", hour, release);
    try (FolderStorage storage = new FolderStorage(folder)) {
      storage.put(manifest.id() + Backups.MANIFEST, ManifestJson.bytes(manifest));
    }
  }
}
