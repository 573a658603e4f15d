package dev.towpath.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.towpath.backup.Backup;
import dev.towpath.backup.BackupListener;
import dev.towpath.backup.BackupRequest;
import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.PhysicalBackup;
import dev.towpath.backup.store.FolderStorage;
import dev.towpath.backup.store.Storage;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.postgres.Target;
import dev.towpath.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The files of servers of each major are copied and proved; 14 calls the functions otherwise.
@Tag("slow")
class PhysicalMajorsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void aCopyIsProved(int major) throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (ScratchServer server = start(major);
        Storage storage = new FolderStorage(folder.resolve("backups"));
        OpenTarget open = target(server.createDatabase("shop"), major).open()) {
      try (Connection connection = open.connect("test");
          Statement statement = connection.createStatement()) {
        statement.execute(
            "create table t as select i, md5(i::text) m from generate_series(1, 900) i");
      }
      BackupRequest request =
          new BackupRequest("shop", Scope.WHOLE, Optional.empty(), 2, Optional.empty());
      Backup backup =
          new PhysicalBackup(Clock.systemUTC(), RandomGenerator.getDefault(), "test")
              .create(open, request, storage, BackupListener.silent());
      assertThat(backup.manifest().tools()).containsKey("pg_backup_start");
      ProveRequest asked =
          new ProveRequest(
              List.of(new ProveRequest.Query("select count(*) from t", "900")),
              List.of(),
              folder,
              Platform.NONE,
              "ann",
              2,
              Optional.empty());
      assertThat(new Prover(Clock.systemUTC(), _ -> {}).prove(backup, storage, asked).failures())
          .isEmpty();
    }
  }

  private static ScratchServer start(int major) {
    try {
      return ScratchServer.start(major, Platform.NONE);
    } catch (ProblemException e) {
      if (e.problem().code().equals("postgres-missing")) {
        return abort(e.problem().what() + " " + e.problem().next());
      }
      throw e;
    }
  }

  private static Target target(DatabaseUrl url, int major) {
    return new Target(
        "shop",
        new Target.Scratch(url),
        Optional.empty(),
        Duration.ofSeconds(4),
        Optional.empty(),
        major,
        Platform.NONE);
  }
}
