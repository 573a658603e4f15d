package dev.towpath.rollback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.backup.Backup;
import dev.towpath.backup.BackupListener;
import dev.towpath.backup.BackupRequest;
import dev.towpath.backup.LogicalBackup;
import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.PhysicalBackup;
import dev.towpath.backup.restore.RecoveryTarget;
import dev.towpath.backup.restore.ServerRestore;
import dev.towpath.backup.restore.WalTail;
import dev.towpath.backup.store.FolderStorage;
import dev.towpath.backup.store.Storage;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.migration.run.RunOptions;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.postgres.Sql;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where a down script is missing, the backup from before takes the database's place. Debian's
/// client tools and server, as `.ci/run` installs them.
class RollbackByRestoreTest {
  private static final int MAJOR = 15;
  private static final String BESIDE =
      "select string_agg(datname, ' ') from pg_database where datname like 'flight%'";
  private static final String APPLIED =
      "select count(*) from _prisma_migrations where finished_at is not null";

  @TempDir private Path folder;

  /// Ends a run where nobody can catch it.
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void theBackupIsRestoredVerifiedAndPutInPlaceAlsoAfterACrash() throws Exception {
    try (ScratchServer server = ScratchServer.startLike(MAJOR, Platform.NONE, List.of());
        Storage storage = new FolderStorage(folder)) {
      Flight flight = new Flight("prisma", server.createDatabase("flight"), MAJOR);
      flight.add("create table lock (id int primary key); insert into lock values (1), (2)", "");
      flight.apply();
      flight.storage = storage;
      flight.backups = List.of(backup(flight, storage));
      flight.add("alter table lock add column rise int; create table toll (id int)", "");
      flight.apply();
      flight.say("insert into lock values (3)");

      assertThat(catchThrowableOfType(ProblemException.class, () -> flight.run(word -> {})))
          .satisfies(e -> assertThat(e.problem().code()).isEqualTo("plan-blocked"));
      assertThat(flight.frozen()).isFalse();
      flight.options = RunOptions.standard().withAcceptDataLoss();
      assertThat(killedAt(flight, "verifying")).isTrue();
      assertThat(flight.abandon()).contains(flight.version(0));
      assertThat(flight.frozen()).isFalse();
      assertThat(flight.ask(BESIDE)).isEqualTo("flight");

      assertThat(killedAt(flight, "verifying")).isTrue();
      assertThat(flight.frozen()).isTrue();

      RolledBack done = flight.run(word -> {});
      assertThat(done.resumed()).isTrue();
      assertThat(done.kept()).startsWith("flight_before_2");
      assertThat(flight.schema()).isEqualTo("lock.id");
      assertThat(flight.ask("select count(*) from lock")).isEqualTo("2");
      assertThat(flight.ask(APPLIED)).isEqualTo("1");
      assertThat(flight.ask("select state from towpath.rollback")).isEqualTo("done");
      assertThat(flight.frozen()).isFalse();
      assertThat(flight.ask(BESIDE)).contains("flight_before_2").doesNotContain("flight_rollback_");
      flight.to = Optional.of(flight.version(0));
      assertThat(flight.plan().nothingToDo()).isTrue();
    }
  }

  @Test
  void onAServerOfSomebodyElseAPersonRestoresAndThePlanSaysHow() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path archive = Files.createDirectories(folder.resolve("archive"));
    Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rwxrwxrwx"));
    List<String> archiving =
        List.of(
            "wal_level=replica",
            "max_wal_senders=4",
            "archive_mode=on",
            "archive_command=cp %p " + archive + "/%f");
    try (ScratchServer server = ScratchServer.startLike(MAJOR, Platform.NONE, archiving);
        Storage storage = new FolderStorage(folder.resolve("backups"))) {
      Flight flight = new Flight("plain", server.createDatabase("flight"), MAJOR);
      flight.add("create table lock (id int primary key); insert into lock values (1), (2)", "");
      flight.apply();
      flight.storage = storage;
      Backup copy = physical(flight, storage);
      flight.backups = List.of(copy);
      flight.archives = List.of(archive);
      flight.say("insert into lock values (3)");
      flight.add("alter table lock add column rise int default 0", "");
      flight.apply();
      flight.say("insert into lock values (4)");
      try (OpenTarget target = flight.open()) {
        WalTail.archive(target, archive);
      }

      RollbackPlan plan = flight.plan();
      assertThat(plan.chosen()).isEmpty();
      assertThat(plan.ways())
          .extracting(
              way -> way.means() + " " + way.access() + " " + way.price().rowsLost().orElse(-1L))
          .containsExactly(
              "point-in-time BY_HAND 1", "physical-backup BY_HAND 2", "down-scripts CLOSED -1");
      Problem problem =
          catchThrowableOfType(ProblemException.class, () -> flight.run(word -> {})).problem();
      assertThat(problem.code()).isEqualTo("rollback-by-restore");
      assertThat(problem.why()).contains("Towpath can't replace the files of this server");
      assertThat(problem.next()).contains(copy.id() + " --before-transaction ", " --into FOLDER");
      assertThat(flight.frozen()).isFalse();

      RecoveryTarget moment = ((Way.Restore) plan.ways().getFirst()).target();
      try (OpenTarget target = flight.open();
          ServerRestore.Restored beside =
              new ServerRestore(word -> {})
                  .restore(
                      copy,
                      storage,
                      new Restores(storage, List.of(archive), 1).request(target, moment, List.of()),
                      folder.resolve("beside"))) {
        assertThat(Sql.ask(beside.server().url("flight"), "select max(id) from lock"))
            .isEqualTo("3");
      }
    }
  }

  private static Backup physical(Flight flight, Storage storage) throws Exception {
    try (OpenTarget target = flight.open()) {
      return new PhysicalBackup(Clock.systemUTC(), RandomGenerator.getDefault(), "test")
          .create(target, request(flight), storage, BackupListener.silent());
    }
  }

  private static boolean killedAt(Flight flight, String step) {
    try {
      flight.run(
          word -> {
            if (word.equals(step)) {
              throw new Killed();
            }
          });
      return false;
    } catch (Killed expected) {
      return true;
    }
  }

  private static Backup backup(Flight flight, Storage storage) throws Exception {
    try (OpenTarget target = flight.open()) {
      return new LogicalBackup(Clock.systemUTC(), RandomGenerator.getDefault(), "test")
          .create(target, request(flight), storage, BackupListener.silent());
    }
  }

  private static BackupRequest request(Flight flight) {
    return new BackupRequest(
        "test",
        Scope.WHOLE,
        Optional.empty(),
        1,
        Optional.of(Layouts.named(flight.layout).history()));
  }
}
