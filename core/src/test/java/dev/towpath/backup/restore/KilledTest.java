package dev.towpath.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.backup.Backup;
import dev.towpath.backup.BackupListener;
import dev.towpath.backup.BackupRequest;
import dev.towpath.backup.LogicalBackup;
import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.PhysicalBackup;
import dev.towpath.backup.restore.Doer.Deed;
import dev.towpath.backup.store.FolderStorage;
import dev.towpath.backup.store.Storage;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.postgres.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` at each stage of a proof and of a restore, and a little later: nothing half-made is
/// taken for whole, and the next one works and cleans up.
@Tag("slow")
class KilledTest {
  private static final int MAJOR = 15;
  private static final int MOST_STAGES = 12;
  private static final List<Duration> LATER = List.of(Duration.ZERO, Duration.ofMillis(120));

  @TempDir private static Path shared;
  private static ScratchServer server;
  private static DatabaseUrl live;
  private static Kept logical;
  private static Kept physical;

  @BeforeAll
  static void make() throws Exception {
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
    server = ScratchServer.startLike(MAJOR, Platform.NONE, List.of());
    live = server.createDatabase("live");
    try (Connection connection = live.connect("test");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table t as select i, md5(i::text) m from generate_series(1, 900) i");
    }
    Target target =
        new Target(
            "live",
            new Target.Scratch(live),
            Optional.empty(),
            Duration.ofSeconds(4),
            Optional.empty(),
            MAJOR,
            Platform.NONE);
    BackupRequest request =
        new BackupRequest("live", Scope.WHOLE, Optional.empty(), 2, Optional.empty());
    try (OpenTarget open = target.open();
        Storage storage = new FolderStorage(shared.resolve("backups"))) {
      Backup dump =
          new LogicalBackup(Clock.systemUTC(), RandomGenerator.getDefault(), "test")
              .create(open, request, storage, BackupListener.silent());
      logical = new Kept(shared.resolve("backups"), dump.id().text());
      Backup copy =
          new PhysicalBackup(Clock.systemUTC(), RandomGenerator.getDefault(), "test")
              .create(open, request, storage, BackupListener.silent());
      physical = new Kept(shared.resolve("backups"), copy.id().text());
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /// Kills one at its stage of this number.
  ///
  /// @return whether it came so far
  private static boolean kill(Deed deed, Kept kept, String into, int stage, Duration later)
      throws Exception {
    try (Doer doer = Doer.start(deed, kept, live, into)) {
      for (int i = 1; doer.next().isPresent(); i++) {
        if (i == stage) {
          if (later.isPositive()) {
            doer.goOn();
            Thread.sleep(later);
          }
          return true;
        }
        doer.goOn();
      }
      return false;
    }
  }

  private static void toTheEnd(Deed deed, Kept kept, String into) throws Exception {
    try (Doer doer = Doer.start(deed, kept, live, into)) {
      while (doer.next().isPresent()) {
        doer.goOn();
      }
    }
  }

  private static String databases() throws Exception {
    try (Connection connection = server.url().connect("test");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select string_agg(datname, ' ' order by datname) from pg_database
                where not datistemplate and datname <> 'postgres'
                """)) {
      row.next();
      return row.getString(1);
    }
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aProofIsThereWholeOrNotAtAll() throws Exception {
    for (Kept kept : List.of(logical, physical)) {
      for (Duration later : LATER) {
        int stage = 1;
        while (stage < MOST_STAGES && kill(Deed.PROVE, kept, "", stage, later)) {
          assertThat(kept.backup().proofs()).isEmpty();
          stage++;
        }
        assertThat(stage).isBetween(2, MOST_STAGES - 1);
        assertThat(kept.backup().proved()).isTrue();
        try (Stream<Path> proofs = Files.walk(kept.file("proofs"))) {
          proofs.filter(Files::isRegularFile).forEach(KilledTest::delete);
        }
      }
      assertThat(files(kept.folder().resolve(".staging"))).isEmpty();
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aRestoredDatabaseHasItsNameOnlyWhenItIsWhole() throws Exception {
    for (Duration later : LATER) {
      String into = "restored_" + later.toMillis();
      int stage = 1;
      while (stage < MOST_STAGES && kill(Deed.RESTORE_DATABASE, logical, into, stage, later)) {
        assertThat(databases()).startsWith("live").doesNotContain(into);
        stage++;
      }
      assertThat(stage).isBetween(2, MOST_STAGES - 1);
      assertThat(databases()).isEqualTo("live " + into);
      try (Connection connection = server.url().connect("test");
          Statement statement = connection.createStatement()) {
        statement.execute("drop database " + into);
      }
    }
  }

  @Test
  void aRestoredServerIsThereOnlyWhenItIsWhole() throws Exception {
    for (Duration later : LATER) {
      Path into = shared.resolve("servers").resolve("s" + later.toMillis());
      Files.createDirectories(into.getParent());
      int stage = 1;
      while (stage < MOST_STAGES
          && kill(Deed.RESTORE_SERVER, physical, into.toString(), stage, later)
          && !Files.exists(into)) {
        stage++;
      }
      assertThat(stage).isBetween(3, MOST_STAGES - 1);
      assertThat(into.resolve("PG_VERSION")).hasContent(MAJOR + "");
      Path next = into.resolveSibling(into.getFileName() + "next");
      toTheEnd(Deed.RESTORE_SERVER, physical, next.toString());
      assertThat(next.resolve("PG_VERSION")).exists();
      assertThat(next.resolve("postmaster.pid")).doesNotExist();
    }
  }
}
