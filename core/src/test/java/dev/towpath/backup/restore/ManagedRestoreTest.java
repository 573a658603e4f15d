package dev.towpath.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A role that owns its database and may make others, and is no superuser, as on hosting products:
/// what it may not restore is said, and nothing half-made stays.
class ManagedRestoreTest {
  private static final int MAJOR = 15;

  private static ScratchServer server;

  @TempDir private Path folder;
  private DatabaseUrl superuser;
  private DatabaseUrl owner;
  private static int number;

  @BeforeAll
  static void start() throws Exception {
    server = ScratchServer.startLike(MAJOR, Platform.NONE, List.of());
    say(
        server.url(),
        "create role boss login password 'b' createdb; create role stranger; create role clerk;");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void database() throws SQLException {
    String name = "managed" + ++number;
    superuser = server.createDatabase(name);
    owner = superuser.withUser("boss", "b");
    say(superuser, "alter database " + name + " owner to boss");
    say(superuser, "alter schema public owner to pg_database_owner");
    say(
        owner,
        "create table orders (id int primary key); insert into orders values (1), (2);"
            + " grant select on orders to clerk; create extension pg_trgm;"
            + " comment on extension pg_trgm is 'mine'; create publication p for table orders");
  }

  @Test
  void whatIsItsOwnIsRestoredAndPutInPlace() throws Exception {
    say(superuser, "comment on extension pg_trgm is 'the platform''s'");
    DatabaseUrl restored = restore("own");
    assertThat(one(restored, "select count(*) from orders")).isEqualTo("2");
    assertThat(one(restored, "select count(*) from pg_publication")).isEqualTo("1");
    assertThat(one(restored, "select has_table_privilege('clerk', 'orders', 'select')"))
        .isEqualTo("t");
    String live = owner.database();
    new DatabaseSwitch(owner.withDatabase("postgres"), live, "own", live + "_before").run();
    assertThat(one(owner, "select count(*) from orders")).isEqualTo("2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alter table orders owner to stranger; grant select on orders to boss | stranger",
        "create extension pg_stat_statements | pg_stat_statements",
        "create publication everything for all tables | publication everything",
        "create function f() returns event_trigger language plpgsql as 'begin end';"
            + " create event trigger watch on sql_drop execute function f() | event trigger watch",
        "create function g() returns int language c as '$libdir/pg_trgm', 'similarity';"
            + " | language c",
        "alter role clerk in database DB set statement_timeout = 7 | alter role clerk in"
      })
  void whatItMayNotIsSaidAndNothingStays(String more, String named) throws Exception {
    say(superuser, more.replace("DB", owner.database()));
    String before = databases();
    Problem problem = refused();
    assertThat(problem.code()).as(problem.why()).isEqualTo("restore-not-allowed");
    assertThat(problem.why()).contains(named);
    assertThat(databases()).isEqualTo(before);
  }

  @Test
  void whoMayMakeNoDatabaseIsTold() throws Exception {
    say(superuser, "alter role boss nocreatedb");
    try {
      assertThat(refused().code()).isEqualTo("restore-not-allowed");
    } finally {
      say(superuser, "alter role boss createdb");
    }
  }

  private Problem refused() {
    return catchThrowableOfType(ProblemException.class, () -> restore("refused")).problem();
  }

  private DatabaseUrl restore(String name) throws Exception {
    try (OpenTarget all = target(superuser).open();
        OpenTarget open = target(owner).open();
        Storage storage = new FolderStorage(folder)) {
      BackupRequest request =
          new BackupRequest("shop", Scope.WHOLE, Optional.empty(), 2, Optional.empty());
      Backup backup =
          new LogicalBackup(Clock.systemUTC(), RandomGenerator.getDefault(), "test")
              .create(all, request, storage, BackupListener.silent());
      return new DatabaseRestore(_ -> {}).restore(backup, storage, open, name, 2).url();
    }
  }

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

  private static String databases() throws SQLException {
    return one(server.url(), "select string_agg(datname, ' ' order by datname) from pg_database");
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
}
