package dev.towpath.backup.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.backup.Backup;
import dev.towpath.backup.Backups;
import dev.towpath.backup.Manifest;
import dev.towpath.backup.provider.Provider.Server;
import dev.towpath.backup.restore.RecoveryTarget;
import dev.towpath.backup.restore.ServerRestore;
import dev.towpath.backup.store.Storage;
import dev.towpath.postgres.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Debian's pgBackRest, with a repository in a folder.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PgBackRestTest {
  private static final Server UNSEEN = new Server("", "localhost", "postgres");

  @TempDir private static Path folder;
  @TempDir private Path own;
  private static Served served;
  private static PgBackRest provider;
  private static Backup backup;

  @BeforeAll
  static void make() throws Exception {
    Served.need("pgbackrest");
    for (String each : List.of("repo", "log", "lock", "spool")) {
      Files.createDirectories(folder.resolve(each));
    }
    Path config = folder.resolve("pgbackrest.conf");
    Files.writeString(config, "");
    served =
        Served.start(
            folder,
            "pgbackrest --config="
                + config
                + " --stanza=main --log-level-file=off archive-push %p");
    Files.writeString(
        config,
        """
        [global]
        repo1-path=%1$s/repo
        log-path=%1$s/log
        lock-path=%1$s/lock
        spool-path=%1$s/spool
        log-level-file=off
        repo1-retention-full=9
        [main]
        pg1-path=%2$s
        pg1-port=%3$d
        pg1-socket-path=%1$s
        pg1-user=postgres
        """
            .formatted(
                folder, served.server().folder().resolve("data"), served.target().url().port()));
    String program = Served.asItsUser(folder, "pgbackrest");
    provider = new PgBackRest(program, "main", Optional.empty(), Optional.of(config), false);
    assertThat(Served.run(words("stanza-create"))).isZero();
    backup = served.backUp(provider);
  }

  private static List<String> words(String command) {
    String config = "--config=" + provider.config().orElseThrow();
    return List.of(provider.program(), config, "--stanza=main", command);
  }

  @AfterAll
  static void stop() {
    if (served != null) {
      served.close();
    }
  }

  @Test
  @Order(1)
  void whatItsReportSaysIsInTheManifest() throws Exception {
    try (Storage storage = served.storage()) {
      assertThat(new Backups(storage).list().backups()).containsExactly(backup);
    }
    Manifest manifest = backup.manifest();
    assertThat(manifest.kind()).isEqualTo(Manifest.Kind.PROVIDER);
    assertThat(manifest.provider().orElseThrow().backup()).matches("\\d{8}-\\d{6}F");
    assertThat(manifest.provider().orElseThrow().place()).isEqualTo("stanza main");
    assertThat(manifest.storedBytes()).isPositive();
    assertThat(manifest.wal().orElseThrow().startLsn()).contains("/");
    assertThat(manifest.tables())
        .anyMatch(table -> table.name().equals("orders") && table.steady());
    assertThat(manifest.tools()).containsKey("pgbackrest");
    assertThat(backup.proved()).isFalse();
    assertThat(folder.resolve("backups").resolve("CHANGELOG.md"))
        .content()
        .contains("| " + backup.id() + " |", "| provider |");
  }

  @Test
  @Order(2)
  void anIncrementalBackupIsProvedByARestore() throws Exception {
    served.sql("insert into app.orders values (9000, 'late')");
    Backup second = served.backUp(provider);
    served.sql("delete from app.orders where id = 9000");
    assertThat(second.manifest().provider().orElseThrow().backup()).matches(".*F_.*I");
    assertThat(served.prove(second, provider).failures()).isEmpty();
  }

  @Test
  @Order(3)
  void itIsRestoredIntoAFolderAndNoFurther() throws Exception {
    Path into = folder.resolve("restored");
    ServerRestore.Request request = request(new RecoveryTarget.Backup());
    try (ServerRestore.Restored restored =
        new ServerRestore(_ -> {}).restore(backup, provider, request, into)) {
      restored.server().keep(into);
    }
    assertThat(into.resolve("PG_VERSION")).hasContent("15");
    ServerRestore.Request later = request(new RecoveryTarget.Point("before"));
    Path other = folder.resolve("other");
    Served.refused(
        "restore-elsewhere",
        "pgbackrest --stanza=main",
        () -> new ServerRestore(_ -> {}).restore(backup, provider, later, other));
    assertThat(other).doesNotExist();
  }

  private static ServerRestore.Request request(RecoveryTarget target) {
    return new ServerRestore.Request(target, Optional.empty(), List.of(), Platform.NONE, 2);
  }

  @Test
  @Order(4)
  void aDamagedRepositoryIsNoticedThoughItsExitCodeIsZero() throws Exception {
    String id = backup.manifest().provider().orElseThrow().backup();
    assertThat(provider.check(id)).isEmpty();
    Served.damage(
        Served.largest(folder.resolve("repo/backup/main").resolve(id).resolve("pg_data")));
    assertThat(Served.run(words("verify"))).isZero();
    assertThat(served.prove(backup, provider).failures())
        .singleElement()
        .asString()
        .contains("invalid");
    try (Storage storage = served.storage()) {
      assertThat(new Backups(storage).get(backup.id().text()).failed()).isTrue();
    }
    assertThat(provider.check("20300101-000000F")).singleElement().asString().contains("name");
  }

  @Test
  void anUnknownStanzaIsSaid() {
    PgBackRest other =
        new PgBackRest(PgBackRest.NAME, "other", Optional.empty(), provider.config(), false);
    Served.refused("provider-failed", "missing stanza path", () -> other.require(UNSEEN));
  }

  @Test
  void aStanzaOfAnotherServerIsRefused() {
    Server other = new Server("7000000000000000000", "localhost", "postgres");
    Served.refused("provider-other-server", "7000000000000000000", () -> provider.require(other));
  }

  @Test
  void rootMakesNone() {
    PgBackRest root =
        new PgBackRest(PgBackRest.NAME, "main", Optional.empty(), provider.config(), true);
    Served.refused("provider-as-root", "archiving would stop", () -> root.require(UNSEEN));
  }

  @Test
  void aMissingProgramIsSaid() {
    PgBackRest none =
        new PgBackRest("pgbackrest-none", "main", Optional.empty(), Optional.empty(), false);
    Served.refused("provider-tool-missing", "pgbackrest-none", () -> none.require(UNSEEN));
  }

  @Test
  void whoSaysDoneAndDoesNotListItHasNoBackup() throws Exception {
    Served.refused(
        "provider-not-listed", "stanza main", () -> standIn(false, "other").make("mine"));
    Served.refused("provider-failed", "checksum", () -> standIn(true, "mine").make("mine"));
    assertThat(standIn(false, "mine").make("mine").id()).isEqualTo("20300101-000000F");
  }

  private PgBackRest standIn(boolean error, String annotation) throws Exception {
    String list =
        """
        *info*) echo '[{"name":"main","status":{"code":0,"message":"ok"},"db":[],"backup":[{
          "annotation":{"towpath":"%s"},"archive":{"start":"000000010000000000000002",
          "stop":"000000010000000000000002"},"backrest":{"version":"2.45"},"error":%s,
          "info":{"repository":{"delta":3086203}},"label":"20300101-000000F",
          "lsn":{"start":"0/2000028","stop":"0/2000100"},
          "timestamp":{"start":1893456000,"stop":1893456003}}]}]' ;;
        """
            .formatted(annotation, error);
    String program = Served.standIn(own, list);
    return new PgBackRest(program, "main", Optional.empty(), Optional.empty(), false);
  }

  @Test
  void aReportThatIsNoneIsSaid() throws Exception {
    PgBackRest talking =
        new PgBackRest(
            Served.standIn(own, "*) echo all is well ;;"),
            "main",
            Optional.empty(),
            Optional.empty(),
            false);
    Served.refused("provider-failed", "can't be read", () -> talking.require(UNSEEN));
  }
}
