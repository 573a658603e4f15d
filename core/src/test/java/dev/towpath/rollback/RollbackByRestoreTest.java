package dev.towpath.rollback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.backup.Backup;
import dev.towpath.backup.BackupListener;
import dev.towpath.backup.BackupRequest;
import dev.towpath.backup.LogicalBackup;
import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.store.FolderStorage;
import dev.towpath.backup.store.Storage;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.migration.run.RunOptions;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.problem.ProblemException;
import java.nio.file.Path;
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

  @TempDir private Path folder;

  /// Ends a run where nobody can catch it.
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void theBackupIsRestoredVerifiedAndPutInPlaceAlsoAfterACrash() throws Exception {
    try (ScratchServer server = ScratchServer.startLike(MAJOR, Platform.NONE, List.of());
        Storage storage = new FolderStorage(folder)) {
      Flight flight = new Flight("plain", server.createDatabase("flight"), MAJOR);
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
      assertThat(flight.frozen()).isTrue();

      RolledBack done = flight.run(word -> {});
      assertThat(done.resumed()).isTrue();
      assertThat(done.kept()).startsWith("flight_before_2");
      assertThat(flight.schema()).isEqualTo("lock.id");
      assertThat(flight.ask("select count(*) from lock")).isEqualTo("2");
      assertThat(flight.ask("select count(*) from towpath.history")).isEqualTo("1");
      assertThat(flight.ask("select state from towpath.rollback")).isEqualTo("done");
      assertThat(flight.frozen()).isFalse();
      assertThat(
              flight.ask(
                  "select string_agg(datname, ' ') from pg_database where datname like 'flight%'"))
          .contains("flight_before_2")
          .doesNotContain("flight_rollback_");
      flight.to = Optional.of(flight.version(0));
      assertThat(flight.plan().nothingToDo()).isTrue();
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
      BackupRequest request =
          new BackupRequest(
              "test",
              Scope.WHOLE,
              Optional.empty(),
              1,
              Optional.of(Layouts.named("plain").history()));
      return new LogicalBackup(Clock.systemUTC(), RandomGenerator.getDefault(), "test")
          .create(target, request, storage, BackupListener.silent());
    }
  }
}
