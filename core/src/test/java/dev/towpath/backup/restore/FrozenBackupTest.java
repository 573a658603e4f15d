package dev.towpath.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.backup.Backup;
import dev.towpath.backup.BackupListener;
import dev.towpath.backup.BackupRequest;
import dev.towpath.backup.LogicalBackup;
import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.PhysicalBackup;
import dev.towpath.backup.store.FolderStorage;
import dev.towpath.backup.store.Storage;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.postgres.Target;
import dev.towpath.rollback.freeze.FreezeRequest;
import dev.towpath.rollback.freeze.Freezer;
import dev.towpath.rollback.freeze.Frozen;
import dev.towpath.rollback.freeze.Notice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Backups of a frozen database: whatever is restored from them can be written.
class FrozenBackupTest {
  private static final int MAJOR = 15;

  @TempDir private static Path shared;
  private static ScratchServer server;
  private static DatabaseUrl live;

  @BeforeAll
  static void freeze() throws Exception {
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
    server = ScratchServer.startLike(MAJOR, Platform.NONE, List.of());
    live = server.createDatabase("shop");
    ask(
        live,
        """
        create table orders (id int);
        create table setting (maintenance bool);
        insert into setting values (false);
        select 1
        """);
    FreezeRequest request =
        new FreezeRequest(
            Layouts.named("plain").history(),
            List.of(),
            "ann",
            "",
            Optional.of(
                new FreezeRequest.Flag(
                    new Notice.Sql("update public.setting set maintenance = true"),
                    new Notice.Sql("update public.setting set maintenance = false"))),
            Optional.empty(),
            false,
            Duration.ofSeconds(2));
    try (OpenTarget open = target().open()) {
      assertThat(new Freezer(_ -> {}).freeze(request, open).schema()).isTrue();
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aDumpOfItIsThawed() throws Exception {
    try (Storage storage = new FolderStorage(shared.resolve("whole"));
        OpenTarget open = target().open()) {
      Backup backup = dump(storage, open, Scope.WHOLE);
      DatabaseRestore.Made made =
          new DatabaseRestore(_ -> {}).restore(backup, storage, open, "whole", 2);
      assertThat(made.thawed().orElseThrow()).startsWith("frozen since ").endsWith("; thawed");
      isThawed(made.url());
    }
  }

  @Test
  void aDumpOfAPartHasNoGuards() throws Exception {
    try (Storage storage = new FolderStorage(shared.resolve("part"));
        OpenTarget open = target().open()) {
      Backup backup = dump(storage, open, new Scope(List.of("public"), List.of()));
      DatabaseRestore.Made made =
          new DatabaseRestore(_ -> {}).restore(backup, storage, open, "part", 2);
      assertThat(made.thawed()).isEmpty();
      assertThat(ask(made.url(), "insert into orders values (1) returning id")).isEqualTo("1");
    }
  }

  @Test
  void aCopyOfItsServerIsThawedAndItsProofMayWrite() throws Exception {
    try (Storage storage = new FolderStorage(shared.resolve("copy"));
        OpenTarget open = target().open()) {
      Backup backup =
          new PhysicalBackup(Clock.systemUTC(), RandomGenerator.getDefault(), "test")
              .create(open, request(Scope.WHOLE), storage, BackupListener.silent());
      ServerRestore.Request request =
          new ServerRestore.Request(
              new RecoveryTarget.Backup(), Optional.empty(), List.of(), Platform.NONE, 2);
      try (ServerRestore.Restored restored =
          new ServerRestore(_ -> {}).restore(backup, storage, request, shared.resolve("new"))) {
        assertThat(restored.thawed()).singleElement().asString().startsWith("frozen since ");
        isThawed(restored.server().url("shop"));
      }
      ProveRequest asked =
          new ProveRequest(
              List.of(),
              List.of("psql \"$DATABASE_URL\" -v ON_ERROR_STOP=1 -c 'delete from orders'"),
              shared,
              Platform.NONE,
              "ann",
              2,
              Optional.empty());
      assertThat(new Prover(Clock.systemUTC(), _ -> {}).prove(backup, storage, asked).failures())
          .isEmpty();
    }
  }

  private static void isThawed(DatabaseUrl restored) throws SQLException {
    assertThat(ask(restored, "insert into public.orders values (1) returning id")).isEqualTo("1");
    assertThat(ask(restored, "create table new (id int); select 'made'")).isEqualTo("made");
    assertThat(ask(restored, "select maintenance from public.setting")).isEqualTo("f");
    try (Connection connection = restored.connect("test")) {
      assertThat(Frozen.read(connection)).isEmpty();
    }
    assertThatThrownBy(() -> ask(live, "insert into orders values (1) returning id"))
        .hasMessageContaining("frozen");
  }

  private static Backup dump(Storage storage, OpenTarget open, Scope scope) throws Exception {
    return new LogicalBackup(Clock.systemUTC(), RandomGenerator.getDefault(), "test")
        .create(open, request(scope), storage, BackupListener.silent());
  }

  private static BackupRequest request(Scope scope) {
    return new BackupRequest("shop", scope, Optional.empty(), 2, Optional.empty());
  }

  private static Target target() {
    return new Target(
        "shop",
        new Target.Scratch(live),
        Optional.empty(),
        Duration.ofSeconds(4),
        Optional.empty(),
        MAJOR,
        Platform.NONE);
  }

  private static String ask(DatabaseUrl url, String sql) throws SQLException {
    try (Connection connection = url.connect("test");
        Statement statement = connection.createStatement()) {
      boolean rows = statement.execute(sql);
      while (!rows) {
        rows = statement.getMoreResults();
      }
      try (ResultSet row = statement.getResultSet()) {
        row.next();
        return String.valueOf(row.getString(1));
      }
    }
  }
}
