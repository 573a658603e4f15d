package dev.towpath.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.Manifest.StoredFile;
import dev.towpath.backup.store.FolderStorage;
import dev.towpath.backup.store.Storage;
import dev.towpath.digest.Sha256;
import dev.towpath.migration.run.SmallDisk;
import dev.towpath.postgres.InstalledCluster;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What can go wrong while a backup is made: nothing half-made is ever listed.
class BackupFaultsTest {
  @TempDir Path folder;
  private InstalledCluster cluster;
  private BackupCase boats;

  @BeforeEach
  void start() throws Exception {
    cluster = InstalledCluster.start(Map.of(), List.of());
    boats = BackupCase.on(cluster, "boats", folder.resolve("backups"));
  }

  @AfterEach
  void stop() throws IOException {
    cluster.close();
  }

  private Problem failed(Path place, BackupListener listener) {
    try (Storage storage = new FolderStorage(place)) {
      boats.create(Scope.WHOLE, storage, listener);
      throw new AssertionError("it did not fail");
    } catch (ProblemException e) {
      return e.problem();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// A process that dies leaves the files as they are at that moment, and no lock: so a copy of
  /// the folder at each moment is what the next one finds.
  @Test
  void itMayDieAtAnyMoment() throws Exception {
    boats.create();
    List<Path> states = new ArrayList<>();
    try (Storage storage =
        new WatchedStorage(
            new FolderStorage(boats.folder()),
            () -> {
              Path state = folder.resolve("state-" + states.size());
              copy(boats.folder(), state);
              states.add(state);
            })) {
      boats.create(Scope.WHOLE, storage, BackupListener.silent());
    }
    assertThat(states).hasSizeGreaterThan(12);
    int whole = 0;
    for (Path state : states) {
      BackupCase next = new BackupCase(boats.url(), state);
      List<Backup> listed = next.list().backups();
      listed.forEach(each -> assertWhole(state, each));
      whole += listed.size() == 2 ? 1 : 0;
      assertThat(listed).hasSizeBetween(1, 2);
    }
    assertThat(whole).isGreaterThan(1);
    for (int i = 0; i < states.size(); i += states.size() / 3) {
      assertGoesOn(new BackupCase(boats.url(), states.get(i)));
    }
    assertGoesOn(new BackupCase(boats.url(), states.getLast()));
  }

  private static void assertGoesOn(BackupCase next) throws Exception {
    Backup made = next.create();
    assertThat(next.list().backups()).extracting(Backup::id).contains(made.id());
    assertThat(next.folder().resolve(".staging")).isEmptyDirectory();
    String log = Files.readString(next.folder().resolve("CHANGELOG.md"));
    assertThat(next.list().backups()).allMatch(each -> log.contains(each.manifestSha256()));
  }

  private static void assertWhole(Path place, Backup backup) {
    try {
      for (StoredFile file : backup.manifest().files()) {
        Path stored = place.resolve(backup.id().text()).resolve(file.path());
        assertThat(Sha256.of(stored)).isEqualTo(file.sha256());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theServerMayGo() throws Exception {
    Problem problem = failed(boats.folder(), At.REACHED.does(() -> cluster.stopAtOnce()));
    assertThat(problem.code()).isEqualTo("backup-failed");
    assertThat(problem.state()).isEqualTo("No backup was made; the database is as it was.");
    assertNothingLeft(boats.folder());
  }

  @Test
  void theDiskMayBeFullBeforehandOrInTheMiddle() throws Exception {
    boats.say("create table app.random (a text)");
    boats.say(
        "insert into app.random select gen_random_uuid()::text || gen_random_uuid()"
            + " from generate_series(1, 100000)");
    try (SmallDisk disk = SmallDisk.mount(8)) {
      Path ballast = disk.fill(7);
      Problem before = failed(disk.path(), BackupListener.silent());
      assertThat(before.code()).isEqualTo("backup-space");
      assertThat(before.why()).contains(" has 1 MB");
      Files.delete(ballast);
      Problem meanwhile = failed(disk.path(), At.BEGAN.does(() -> disk.fill(7)));
      assertThat(meanwhile.code()).isEqualTo("backup-space");
      assertThat(meanwhile.why()).contains("No space left on device");
      assertNothingLeft(disk.path());
    }
  }

  @Test
  void thePlaceMayBeAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(failed(file, BackupListener.silent()).code()).isEqualTo("backup-not-kept");
  }

  @Test
  void aDumpThatIsRefusedIsToldInItsOwnWords() throws Exception {
    boats.say("create role clerk login password 'made-up'; grant pg_read_all_data to clerk");
    boats.say("select lo_from_bytea(0, 'a large one')");
    BackupCase clerk = new BackupCase(boats.url().withUser("clerk", "made-up"), boats.folder());
    assertThatThrownBy(clerk::create)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().exit()).isIn(Exit.UNCHANGED, Exit.UNREACHABLE);
              assertThat(e.problem().why()).contains("large object");
            });
    assertNothingLeft(boats.folder());
  }

  private static void assertNothingLeft(Path place) throws IOException {
    try (Storage storage = new FolderStorage(place)) {
      assertThat(new Backups(storage).list().backups()).isEmpty();
      assertThat(new Backups(storage).list().leftovers()).isEmpty();
      assertThat(place.resolve(".staging")).isEmptyDirectory();
    }
  }
}
