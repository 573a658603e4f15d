package dev.towpath.backup.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.backup.Backup;
import dev.towpath.backup.Backups;
import dev.towpath.backup.Holds;
import dev.towpath.backup.Manifest;
import dev.towpath.backup.ManifestJson;
import dev.towpath.backup.store.FolderStorage;
import dev.towpath.config.KeepRules;
import dev.towpath.postgres.JavaProcess;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What pruning does to the files.
class PrunerTest {
  private static final Instant NOON = Instant.parse("2030-01-02T12:00:00Z");
  private static final KeepRules ONE = new KeepRules(1, 0, 0, 0, 0);
  private static final ReleaseHold HOLD = new ReleaseHold(7, () -> NOON);
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir Path folder;

  private FolderStorage storage() {
    return new FolderStorage(folder);
  }

  private Backup make(int hour) throws IOException {
    Manifest manifest = Sample.manifest(NOON.plus(Duration.ofHours(hour)), "production", hour);
    try (FolderStorage storage = storage()) {
      for (Manifest.StoredFile file : manifest.files()) {
        storage.put(manifest.id() + "/" + file.path(), new byte[] {1});
      }
      storage.put(manifest.id() + Backups.MANIFEST, ManifestJson.bytes(manifest));
      return new Backups(storage).get(manifest.id().text());
    }
  }

  private List<String> keys() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).map(each -> folder.relativize(each) + "").toList();
    }
  }

  @Test
  void aPlanDeletesNothing() throws IOException {
    make(1);
    make(2);
    List<String> before = keys();

    PrunePlan plan = new Pruner(storage(), HOLD).plan(ONE, Optional.empty());

    assertThat(plan.going()).hasSize(1);
    assertThat(keys()).isEqualTo(before);
  }

  @Test
  void withoutRulesAllStay() throws IOException {
    make(1);
    make(2);

    assertThat(new Pruner(storage(), HOLD).plan(KeepRules.NONE, Optional.empty()).going())
        .isEmpty();
  }

  @Test
  void ofAnotherEnvironmentNothingGoes() throws IOException {
    make(1);
    make(2);

    assertThat(new Pruner(storage(), HOLD).plan(ONE, Optional.of("staging")).verdicts()).isEmpty();
  }

  @Test
  void whatIsHeldStaysAlsoWhenItIsHeldAfterThePlan() throws IOException {
    Backup first = make(1);
    Backup second = make(2);
    make(3);
    Holds holds = new Holds(storage(), InstantSource.fixed(NOON), "ann");
    holds.hold(first, "Part 11");
    PrunePlan plan = new Pruner(storage(), HOLD).plan(ONE, Optional.empty());
    assertThat(plan.going()).extracting(Backup::id).containsExactly(second.id());
    holds.hold(second, "asked for");

    new Pruner(storage(), HOLD).run(plan, _ -> {});

    assertThat(new Backups(storage()).list().backups()).hasSize(3);
    holds.end(new Backups(storage()).get(second.id().text()));
    Backup ended = new Backups(storage()).get(second.id().text());
    assertThat(ended.held()).isEmpty();
    assertThat(ended.hold().orElseThrow().ended().orElseThrow().by()).isEqualTo("ann");
    assertThatThrownBy(() -> holds.end(ended)).isInstanceOf(ProblemException.class);
    assertThat(new Pruner(storage(), HOLD).plan(ONE, Optional.empty()).going()).hasSize(1);
  }

  @Test
  void aHoldThatCanNotBeReadHolds() throws IOException {
    Backup first = make(1);
    make(2);
    storage().put(first.id() + "/hold.json", "{".getBytes(StandardCharsets.UTF_8));

    assertThat(new Pruner(storage(), HOLD).plan(ONE, Optional.empty()).going()).isEmpty();
  }

  @Test
  void aManifestThatCanNotBeReadStays() throws IOException {
    Backup first = make(1);
    make(2);
    storage().put(first.id() + Backups.MANIFEST, "{".getBytes(StandardCharsets.UTF_8));
    List<String> before = keys();

    PrunePlan plan = new Pruner(storage(), HOLD).plan(ONE, Optional.empty());
    new Pruner(storage(), HOLD).run(plan, _ -> {});

    assertThat(plan.unreadable()).hasSize(1);
    assertThat(keys()).isEqualTo(before);
  }

  @Test
  void leftoversGoOnceNobodyWrites() throws IOException {
    Backup first = make(1);
    make(2);
    storage().delete(first.id() + Backups.MANIFEST);
    try (FolderStorage writer = storage()) {
      writer.staging();
      assertThat(new Pruner(storage(), HOLD).plan(ONE, Optional.empty()).leftovers()).isEmpty();
    }
    PrunePlan plan = new Pruner(storage(), HOLD).plan(ONE, Optional.empty());
    assertThat(plan.leftovers()).containsExactly(first.id());

    new Pruner(storage(), HOLD).run(plan, _ -> {});

    assertThat(folder.resolve(first.id().text())).doesNotExist();
  }

  /// A process that is killed at each place of the deletion in turn.
  @Test
  void itMayBeKilledAtAnyMoment() throws Exception {
    for (int deletions = 0; deletions <= 3; deletions++) {
      Backup old = make(1);
      make(2);
      Process process =
          JavaProcess.of(KilledPruner.class, folder.toString(), "" + deletions)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(137);

      Backups.Listing listing = new Backups(storage()).list();
      assertThat(listing.backups()).hasSize(deletions == 0 ? 2 : 1);
      assertThat(listing.unreadable()).isEmpty();
      Pruner pruner = new Pruner(storage(), HOLD);
      pruner.run(pruner.plan(ONE, Optional.empty()), _ -> {});
      assertThat(folder.resolve(old.id().text())).doesNotExist();
    }
  }
}
