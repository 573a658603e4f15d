package dev.towpath.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.backup.Backup;
import dev.towpath.backup.BackupListener;
import dev.towpath.backup.BackupRequest;
import dev.towpath.backup.LogicalBackup;
import dev.towpath.backup.Manifest.Scope;
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

/// A dump becomes a database beside the live one, and takes its place whole or not at all. Debian's
/// client tools and server, as `.ci/run` installs them.
class RestoreTest {
  private static final int MAJOR = 15;

  @TempDir private static Path shared;
  private static ScratchServer server;
  private static DatabaseUrl live;
  private static Kept kept;

  @TempDir private Path folder;

  @BeforeAll
  static void make() throws Exception {
    server = ScratchServer.startLike(MAJOR, Platform.NONE, List.of());
    live = server.createDatabase("Shop");
    say(
        live,
        """
        create role clerk; create role owner_of_shop;
        create table orders (id int primary key, note text);
        insert into orders select i, md5(i::text) from generate_series(1, 300) i;
        alter database "Shop" owner to owner_of_shop;
        alter database "Shop" set search_path to app, public;
        alter role clerk in database "Shop" set statement_timeout = '7s';
        alter database "Shop" connection limit 42;
        revoke connect on database "Shop" from public;
        grant connect on database "Shop" to clerk;
        """);
    try (OpenTarget open = target().open();
        Storage storage = new FolderStorage(shared)) {
      BackupRequest request =
          new BackupRequest("shop", Scope.WHOLE, Optional.empty(), 2, Optional.empty());
      Backup dump =
          new LogicalBackup(Clock.systemUTC(), RandomGenerator.getDefault(), "test")
              .create(open, request, storage, BackupListener.silent());
      kept = new Kept(shared, dump.id().text());
    }
  }

  @AfterAll
  static void stop() {
    server.close();
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

  private static DatabaseUrl restore(Kept from, String name) throws Exception {
    try (OpenTarget open = target().open();
        Storage storage = from.storage()) {
      return new DatabaseRestore(_ -> {}).restore(from.backup(), storage, open, name, 2).url();
    }
  }

  private static void say(DatabaseUrl url, String sql) throws SQLException {
    try (Connection connection = url.connect("test");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String one(DatabaseUrl url, String sql) throws SQLException {
    try (Connection connection = url.connect("test");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  private static String databases() throws SQLException {
    return one(
        server.url(),
        """
        select string_agg(datname, ' ' order by datname) from pg_database
        where datname not in ('postgres', 'template0', 'template1')
        """);
  }

  @Test
  void aRestoredDatabaseHasWhatADumpDoesNotHold() throws Exception {
    DatabaseUrl restored = restore(kept, "restored 1");
    String of =
        """
        select (pg_get_userbyid(d.datdba), d.datconnlimit, d.datcollate, d.encoding, (
            select array_agg((a.grantee, a.privilege_type) order by a.grantee, a.privilege_type)
            from aclexplode(d.datacl) a), (
            select array_agg((s.setrole, s.setconfig) order by s.setrole)
            from pg_db_role_setting s where s.setdatabase = d.oid))::text
        from pg_database d where d.datname = current_database()
        """;
    assertThat(one(restored, of)).isEqualTo(one(live, of)).contains("owner_of_shop", "42", "7s");
    assertThat(one(restored, "select count(*) from public.orders")).isEqualTo("300");
    say(server.url(), "drop database \"restored 1\"");
  }

  @Test
  void nothingIsWrittenIntoADatabaseThatIsThere() throws Exception {
    server.createDatabase("taken");
    String before = databases();
    assertThatThrownBy(() -> restore(kept, "taken"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo("restore-exists"));
    assertThat(databases()).isEqualTo(before);
    say(server.url(), "drop database taken");
  }

  @Test
  void aDamagedBackupLeavesNothingBehind() throws Exception {
    Kept damaged = kept.copy(folder);
    Path data = damaged.largest("dump");
    byte[] bytes = Files.readAllBytes(data);
    bytes[bytes.length / 2] ^= 1;
    Files.write(data, bytes);
    String before = databases();
    for (Kept each : List.of(damaged, damaged.copy(folder.resolve("2")).rehashed())) {
      assertThatThrownBy(() -> restore(each, "damaged"))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem().code()).isEqualTo("backup-not-as-made"));
    }
    assertThat(databases()).isEqualTo(before);
  }

  @Test
  void whatADeadRestoreHasLeftIsDropped() throws Exception {
    server.createDatabase("towpath_restoring_0123");
    DatabaseUrl busy = server.createDatabase("towpath_restoring_4567");
    try (Connection holder = busy.connect(LiveDatabases.HOLDER)) {
      restore(kept, "after");
      assertThat(databases())
          .contains("after", "towpath_restoring_4567")
          .doesNotContain("towpath_restoring_0123");
      assertThat(holder.isClosed()).isFalse();
    }
    say(server.url(), "drop database after");
    say(server.url(), "drop database towpath_restoring_4567");
  }

  @Test
  void rolesThatAreMissingAreNamed() throws Exception {
    try (ScratchServer other = ScratchServer.startLike(MAJOR, Platform.NONE, List.of())) {
      say(live, "alter table orders owner to clerk");
      Kept owned;
      try (OpenTarget open = target().open();
          Storage storage = new FolderStorage(folder)) {
        Backup dump =
            new LogicalBackup(Clock.systemUTC(), RandomGenerator.getDefault(), "test")
                .create(
                    open,
                    new BackupRequest("shop", Scope.WHOLE, Optional.empty(), 2, Optional.empty()),
                    storage,
                    BackupListener.silent());
        owned = new Kept(folder, dump.id().text());
      }
      Target elsewhere =
          new Target(
              "other",
              new Target.Scratch(other.url()),
              Optional.empty(),
              Duration.ofSeconds(4),
              Optional.empty(),
              MAJOR,
              Platform.NONE);
      try (OpenTarget open = elsewhere.open();
          Storage storage = owned.storage()) {
        assertThatThrownBy(
                () ->
                    new DatabaseRestore(_ -> {})
                        .restore(owned.backup(), storage, open, "elsewhere", 2))
            .isInstanceOfSatisfying(
                ProblemException.class,
                e -> {
                  assertThat(e.problem().code()).isEqualTo("restore-roles-missing");
                  assertThat(e.problem().next()).contains("create role clerk");
                });
      }
    }
  }

  @Test
  void theSwitchEndsSessionsAndRenamesBothAtOnce() throws Exception {
    DatabaseUrl first = server.createDatabase("first");
    say(first, "create table t as select 'old' as word");
    DatabaseUrl second = server.createDatabase("second");
    say(second, "create table t as select 'new' as word");
    DatabaseSwitch change = new DatabaseSwitch(server.url(), "first", "second", "first_before");
    try (Connection session = first.connect("test")) {
      session.setAutoCommit(false);
      session.createStatement().execute("insert into t values ('never committed')");
      assertThat(change.run()).isGreaterThanOrEqualTo(1);
    }
    assertThat(one(first, "select word from t")).isEqualTo("new");
    assertThat(
            one(server.url().withDatabase("first_before"), "select string_agg(word, ' ') from t"))
        .isEqualTo("old");
    assertThat(databases()).doesNotContain("second");
    say(server.url(), "drop database first");
    say(server.url(), "drop database first_before");
  }

  @Test
  void aSwitchThatCanNotEndLeavesBothAsTheyWere() throws Exception {
    server.createDatabase("alpha");
    String before = databases();
    DatabaseSwitch change = new DatabaseSwitch(server.url(), "alpha", "nowhere", "alpha_before");
    assertThatThrownBy(change::run)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo("switch-failed"));
    assertThat(databases()).isEqualTo(before);
    say(server.url(), "drop database alpha");
  }
}
