package dev.towpath.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.backup.Manifest.Kind;
import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.Manifest.TableContent;
import dev.towpath.backup.Manifest.WalRange;
import dev.towpath.backup.restore.ProveRequest;
import dev.towpath.backup.restore.Prover;
import dev.towpath.backup.store.FolderStorage;
import dev.towpath.backup.store.Storage;
import dev.towpath.postgres.ClientTool;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.postgres.Target;
import dev.towpath.problem.ProblemException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A copy over the network by Debian's `pg_basebackup` is as good as one of files at hand.
class BaseBackupTest {
  private static final int MAJOR = 15;

  @TempDir private Path folder;

  private static Target target(DatabaseUrl url) {
    return new Target(
        "shop",
        new Target.Scratch(url),
        Optional.empty(),
        Duration.ofSeconds(4),
        Optional.empty(),
        MAJOR,
        Platform.NONE);
  }

  @Test
  void itIsProvedLikeAnyOther() throws Exception {
    try (ScratchServer server = ScratchServer.startLike(MAJOR, Platform.NONE, List.of())) {
      DatabaseUrl url = server.createDatabase("shop");
      try (OpenTarget open = target(url).open();
          Connection connection = open.connect("test");
          Storage storage = new FolderStorage(folder)) {
        connection.createStatement().execute("create table t as select generate_series(1, 900) i");
        List<TableContent> contents = ContentDigest.of(connection, Scope.WHOLE);
        Path staged = storage.staging();
        ClientTool tool = ClientTool.find("pg_basebackup", MAJOR, "nothing");
        WalRange wal = BaseBackup.copy(open, tool, staged, "a test");
        BackupId id = BackupId.of(Instant.now(), "shop", RandomGenerator.getDefault());
        Manifest.Origin origin = ServerFacts.origin(connection);
        Backup backup =
            Keeping.keep(
                storage,
                id,
                staged,
                files ->
                    new Manifest(
                        id,
                        Kind.PHYSICAL,
                        "shop",
                        origin,
                        "1:1:",
                        Scope.WHOLE,
                        contents,
                        files,
                        List.of(),
                        Optional.empty(),
                        Map.of("pg_basebackup", tool.version()),
                        Optional.empty(),
                        Optional.of(wal),
                        Optional.empty(),
                        Instant.now(),
                        Instant.now()));
        ProveRequest request =
            new ProveRequest(
                List.of(), List.of(), folder, Platform.NONE, "a test", 2, Optional.empty());
        Proof proof = new Prover(Clock.systemUTC(), _ -> {}).prove(backup, storage, request);
        assertThat(proof.failures()).isEmpty();
        assertThat(backup.manifest().files()).noneMatch(file -> file.path().contains("archive_st"));
      }
    }
  }

  @Test
  void tablespacesAreRefused() throws Exception {
    try (ScratchServer server =
            ScratchServer.startLike(
                MAJOR, Platform.NONE, List.of("allow_in_place_tablespaces=on"));
        OpenTarget open = target(server.url()).open();
        Storage storage = new FolderStorage(folder)) {
      try (Connection connection = open.connect("test");
          Statement statement = connection.createStatement()) {
        statement.execute("create tablespace far location ''");
      }
      BackupRequest request =
          new BackupRequest("shop", Scope.WHOLE, Optional.empty(), 2, Optional.empty());
      PhysicalBackup maker =
          new PhysicalBackup(Clock.systemUTC(), RandomGenerator.getDefault(), "test");
      assertThatThrownBy(() -> maker.create(open, request, storage, BackupListener.silent()))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem().code()).isEqualTo("backup-tablespaces"));
      assertThat(new Backups(storage).list().backups()).isEmpty();
    }
  }
}
