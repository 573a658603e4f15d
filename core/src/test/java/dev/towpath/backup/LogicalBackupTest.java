package dev.towpath.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.Manifest.StoredFile;
import dev.towpath.backup.Manifest.TableContent;
import dev.towpath.backup.store.FolderStorage;
import dev.towpath.backup.store.Storage;
import dev.towpath.digest.Sha256;
import dev.towpath.postgres.ClientTool;
import dev.towpath.postgres.InstalledCluster;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// A backup by `pg_dump`, with the database in use meanwhile.
class LogicalBackupTest {
  private static final Scope APP = new Scope(List.of("app"), List.of());

  private static InstalledCluster cluster;
  @TempDir Path folder;
  private BackupCase boats;

  @BeforeAll
  static void start() throws IOException {
    cluster = InstalledCluster.start(Map.of(), List.of());
  }

  @AfterAll
  static void stop() throws IOException {
    if (cluster != null) {
      cluster.close();
    }
  }

  @BeforeEach
  void makeDatabase(TestInfo test) throws SQLException {
    String name = test.getTestMethod().orElseThrow().getName().toLowerCase(java.util.Locale.ROOT);
    boats = BackupCase.on(cluster, name, folder.resolve("backups"));
  }

  private List<TableContent> contents(Scope scope) throws SQLException {
    try (Connection connection = boats.url().connect("test")) {
      return ContentDigest.of(connection, scope);
    }
  }

  private Backup create(Scope scope, BackupListener listener) throws InterruptedException {
    try (Storage storage = new FolderStorage(boats.folder())) {
      return boats.create(scope, storage, listener);
    }
  }

  private ProblemException refused(Scope scope, String user) {
    BackupCase other = new BackupCase(boats.url().withUser(user, "made-up"), boats.folder());
    try (Storage storage = new FolderStorage(boats.folder())) {
      other.create(scope, storage, BackupListener.silent());
      throw new AssertionError("it was not refused");
    } catch (ProblemException e) {
      return e;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theManifestSaysWhatIsThere() throws Exception {
    Backup backup = boats.create();
    Manifest manifest = backup.manifest();
    assertThat(manifest.tables()).isEqualTo(contents(Scope.WHOLE));
    assertThat(manifest.tables())
        .extracting(TableContent::name)
        .containsExactly("boats", "logs_new", "logs_old", "Odd \"name", "pg_sequences");
    for (StoredFile file : manifest.files()) {
      Path stored = boats.folder().resolve(manifest.id().text()).resolve(file.path());
      assertThat(Sha256.of(stored)).isEqualTo(file.sha256());
      assertThat(stored).hasSize(file.bytes());
    }
    assertThat(manifest.origin().systemIdentifier()).matches("[0-9]{19}");
    assertThat(manifest.snapshot()).matches("[0-9]+:[0-9]+:.*");
    assertThat(boats.list().backups().equals(List.of(backup))).isTrue();
    assertThat(backup.proved()).isFalse();
    assertThat(boats.folder().resolve("CHANGELOG.md"))
        .content()
        .contains("| " + backup.id() + " | test | logical | r-1 |", backup.manifestSha256());
    assertThat(boats.folder().resolve(".staging")).isEmptyDirectory();
    assertThat(Files.getPosixFilePermissions(boats.folder())).hasSize(3);
  }

  @Test
  void whatIsNamedAloneIsDumped() throws Exception {
    Scope logs = new Scope(List.of(), List.of("app.logs", "\"Odd \"\"name\""));
    Manifest manifest = create(logs, BackupListener.silent()).manifest();
    assertThat(manifest.scope().tables()).containsExactly("app.logs", "public.\"Odd \"\"name\"");
    assertThat(manifest.tables())
        .extracting(TableContent::name)
        .containsExactly("logs_new", "logs_old", "Odd \"name");
    assertThat(listed(manifest)).contains("logs_new", "Odd").doesNotContain("boats");
    assertThat(create(APP, BackupListener.silent()).manifest().tables())
        .extracting(TableContent::name)
        .containsExactly("boats", "logs_new", "logs_old", "pg_sequences");
  }

  private String listed(Manifest manifest) {
    Path dump = boats.folder().resolve(manifest.id().text()).resolve("dump");
    return ClientTool.newest("pg_restore", "").run(List.of("-l", "" + dump), Optional.empty());
  }

  @Test
  void workGoesOnMeanwhile() throws Exception {
    List<TableContent> before = contents(Scope.WHOLE);
    Backup backup =
        create(
            Scope.WHOLE,
            At.BEGAN.does(
                () -> {
                  boats.say("insert into app.boats (name) values ('late')");
                  boats.say("create table app.later (id int)");
                  assertThatThrownBy(
                          () -> boats.say("set lock_timeout = '50ms'; drop table app.logs_old"))
                      .isInstanceOf(SQLException.class)
                      .hasMessageContaining("lock timeout");
                }));
    assertThat(backup.manifest().tables())
        .filteredOn(each -> !each.name().startsWith("pg_"))
        .isEqualTo(before.stream().filter(each -> !each.name().startsWith("pg_")).toList());
    assertThat(listed(backup.manifest())).doesNotContain("later");
  }

  @Test
  void aReplicaIsBackedUpAsItsPrimaryIs() throws Exception {
    List<TableContent> contents = contents(Scope.WHOLE);
    try (InstalledCluster standby = cluster.standby()) {
      BackupCase replica =
          new BackupCase(standby.url().withDatabase(boats.url().database()), boats.folder());
      assertThat(replica.create().manifest().tables()).isEqualTo(contents);
    }
  }

  @Test
  void locksAreTakenAsSparinglyAsByPgDump() throws Exception {
    int tables = 240;
    List<String> small = List.of("max_connections=20", "max_locks_per_transaction=16");
    try (InstalledCluster narrow = InstalledCluster.start(Map.of(), small);
        Connection connection = narrow.url().connect("test")) {
      for (int i = 0; i < tables; i++) {
        connection.createStatement().execute("create table t%d (id serial)".formatted(i));
      }
      BackupCase many = new BackupCase(narrow.url(), boats.folder());
      assertThat(many.create().manifest().tables()).hasSize(tables + 1);
    }
  }

  @Test
  void textsWithoutAnEncodingAreBytes() throws Exception {
    boats.say(
        "create database bytes encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C'"
            + " template template0");
    BackupCase bytes = new BackupCase(boats.url().withDatabase("bytes"), boats.folder());
    bytes.say("create table t (a text)");
    bytes.say("insert into t values (convert_from('\\xe9', 'SQL_ASCII'))");
    assertThat(bytes.create().manifest().tables())
        .extracting(TableContent::rows)
        .containsExactly(1L);
  }

  @Test
  void aSequenceThatMovesIsNotSteady() throws Exception {
    assertThat(boats.create().manifest().tables()).allMatch(TableContent::steady);
    Backup moved =
        create(Scope.WHOLE, At.REACHED.does(() -> boats.say("select nextval('app.boats_id_seq')")));
    assertThat(moved.manifest().tables())
        .filteredOn(each -> !each.steady())
        .extracting(TableContent::name)
        .containsExactly("pg_sequences");
  }

  @Test
  void aTableThatIsLockedIsWaitedForInVain() throws Exception {
    try (Connection locker = boats.url().connect("towpath/locker")) {
      locker.setAutoCommit(false);
      locker.createStatement().execute("lock table app.boats");
      assertThatThrownBy(() -> create(Scope.WHOLE, BackupListener.silent()))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> {
                assertThat(e.problem().code()).isEqualTo("lock-timeout");
                assertThat(e.problem().why()).contains("towpath/locker", "app.boats");
              });
    }
    assertThat(boats.list().backups()).isEmpty();
  }

  @Test
  void whatCannotBeReadIsNamed() throws Exception {
    boats.say("create role clerk login password 'made-up'; grant usage on schema app to clerk");
    boats.say("grant select on app.boats to clerk");
    ProblemException forbidden = refused(Scope.WHOLE, "clerk");
    assertThat(forbidden.problem().code()).isEqualTo("backup-forbidden");
    assertThat(forbidden.problem().why()).contains("app.logs_old").doesNotContain("boats");
    boats.say("alter table app.boats enable row level security");
    ProblemException hidden = refused(new Scope(List.of(), List.of("app.boats")), "clerk");
    assertThat(hidden.problem().code()).isEqualTo("backup-rows-hidden");
    assertThat(hidden.problem().why()).contains("app.boats");
    assertThat(boats.list()).isEqualTo(new Backups.Listing(List.of(), List.of(), List.of()));
  }

  @Test
  void aScopeThatIsNotThereIsRefused() {
    assertThat(refused(new Scope(List.of("ap"), List.of()), "postgres").problem().next())
        .isEqualTo("Did you mean 'app'?");
    assertThat(refused(new Scope(List.of(), List.of("logs")), "postgres").problem().code())
        .isEqualTo("backup-scope-unknown");
  }
}
