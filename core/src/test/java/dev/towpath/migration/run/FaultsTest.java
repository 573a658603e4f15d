package dev.towpath.migration.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private static final String SLEEPS = "create table slow (id int); select pg_sleep(1);";

  @Test
  void ofTwoRunsAtOnceOneIsRefusedAndNamesTheOther() throws Exception {
    Boat first = Boat.onNewDatabase().up(SLEEPS);
    Boat second = new Boat(first.url).up(SLEEPS);
    second.options = second.options.withPatience(Duration.ofSeconds(1), Duration.ofMillis(200));
    Thread running = Thread.ofVirtual().start(first::apply);
    waitFor(first, RunEvent.StatementStarted.class);

    Problem problem = second.problem();

    assertThat(problem.code()).isEqualTo("target-busy");
    assertThat(problem.exit()).isEqualTo(Exit.UNCHANGED);
    assertThat(problem.why()).containsPattern("held by process \\d+ \\(towpath/lock, postgres\\)");
    running.join();
    assertThat(first.recorded()).isEqualTo("1/1");
  }

  @Test
  void ofTwoRunsAtOnceThePatientOneWaitsAndFindsNothingLeftToDo() throws Exception {
    Boat first = Boat.onNewDatabase().up(SLEEPS);
    Boat second = new Boat(first.url).up(SLEEPS);
    second.options = second.options.withPatience(Duration.ofSeconds(1), Duration.ofSeconds(30));
    Thread running = Thread.ofVirtual().start(first::apply);
    waitFor(first, RunEvent.StatementStarted.class);

    assertThat(second.apply().done()).isEmpty();

    running.join();
    assertThat(first.recorded()).isEqualTo("1/1");
  }

  @Test
  void theLockOfTheToolIsRespected() throws Exception {
    Boat boat = Boat.onNewDatabase();
    boat.layout = "prisma";
    boat.up("create table t (id int)");
    boat.options = boat.options.withPatience(Duration.ofSeconds(1), Duration.ofMillis(200));
    try (Connection prisma = boat.url.connect("prisma");
        Statement statement = prisma.createStatement()) {
      statement.execute("select pg_advisory_lock(72707369)");

      assertThat(boat.problem().what())
          .isEqualTo("A run of prisma is changing this database at the moment.");
    }
    assertThat(boat.apply().done()).hasSize(1);
  }

  @Test
  void aReadOnlyDatabaseIsRefusedBeforeAnything() {
    Boat boat = Boat.onNewDatabase().up("create table t (id int)");
    boat.say(
        "alter database %s set default_transaction_read_only = on".formatted(boat.url.database()));

    Problem problem = boat.problem();

    assertThat(problem.code()).isEqualTo("database-read-only");
    assertThat(problem.exit()).isEqualTo(Exit.UNREACHABLE);
    assertThat(boat.ask("select to_regnamespace('towpath')")).isEqualTo("null");
  }

  @Test
  void withoutTheRightNothingIsLeft() {
    Boat boat = Boat.onNewDatabase().up("create table mine (id int)");
    boat.apply();
    String role = "deckhand_" + boat.url.database();
    boat.say(
        "create role %1$s login password 'hush-hush'; grant all on schema towpath to %1$s;"
                .formatted(role)
            + " grant all on all tables in schema towpath to "
            + role);
    Boat deckhand = new Boat(boat.url.withUser(role, "hush-hush"));
    deckhand.migrations.addAll(boat.migrations);
    deckhand.up("create table towpath.scratch (id int); alter table mine add column b int");

    Problem problem = deckhand.problem();

    assertThat(problem.code()).isEqualTo("permission-denied");
    assertThat(problem.exit()).isEqualTo(Exit.UNREACHABLE);
    assertThat(problem.why()).contains("must be owner of table mine");
    assertThat(problem.toString()).doesNotContain("hush-hush");
    assertThat(boat.ask("select to_regclass('towpath.scratch')")).isEqualTo("null");
    assertThat(boat.recorded()).isEqualTo("1/1");
  }

  @Test
  void aRoleThatMayMakeNoSchemaIsToldTheGrant() {
    Boat boat = Boat.onNewDatabase().up("create table mine (id int)");
    String role = "stowaway_" + boat.url.database();
    boat.say("create role %s login password 'hush-hush'".formatted(role));
    Boat stowaway = new Boat(boat.url.withUser(role, "hush-hush"));
    stowaway.migrations.addAll(boat.migrations);

    Problem problem = stowaway.problem();

    assertThat(problem.code()).isEqualTo("permission-denied");
    assertThat(problem.what()).contains("lacks a right on database", ": create.");
    assertThat(problem.next())
        .isEqualTo(
            "Let its owner run: grant create on database %s to %s;"
                .formatted(boat.url.database(), role));
    boat.say("grant create on database %s to %s".formatted(boat.url.database(), role));
    assertThat(stowaway.problem().why()).contains("permission denied for schema public");
  }

  @Test
  void aFullDiskLeavesNothing() {
    Boat boat =
        Boat.onNewDatabase()
            .up(
                "create table t as select n, md5(n::text) m from generate_series(1, 50000) n;"
                    + " create index t_m on t (m, n);");
    boat.say(
        "alter database %1$s set temp_file_limit = '100kB';".formatted(boat.url.database())
            + " alter database %1$s set maintenance_work_mem = '1MB';"
                .formatted(boat.url.database()));

    Problem problem = boat.problem();

    assertThat(problem.code()).isEqualTo("disk-full");
    assertThat(problem.exit()).isEqualTo(Exit.UNCHANGED);
    assertThat(problem.state()).startsWith("Nothing of ");
    assertThat(boat.ask("select to_regclass('t')")).isEqualTo("null");
    assertThat(boat.recorded()).isEqualTo("0/0");
  }

  @Test
  void aSessionThatIsEndedIsLookedUpAndTheNextRunGoesOn() throws Exception {
    Boat boat =
        Boat.onNewDatabase()
            .up("create table naps (seconds int); insert into naps values (60);")
            .up("create table slow (id int); select pg_sleep(seconds) from naps;");
    Thread ending = Thread.ofVirtual().start(() -> endWorkers(boat));

    Problem problem = boat.problem();

    ending.join();
    assertThat(problem.code()).isEqualTo("connection-lost");
    assertThat(problem.state()).contains("Nothing of").contains("is committed");
    boat.say("update naps set seconds = 0");
    boat.apply();
    assertThat(boat.recorded()).isEqualTo("2/2");
  }

  @Test
  void aServerThatStaysAwayLeavesTheStateUnknownAndSaysSo() throws Exception {
    try (ScratchServer server = ScratchServer.start(18, Platform.NONE)) {
      Boat boat = new Boat(server.createDatabase("gone")).up(SLEEPS);
      boat.options = boat.options.withReconnect(Duration.ofMillis(300));
      Thread stopping = Thread.ofVirtual().start(() -> stop(boat, server));

      Problem problem = boat.problem();

      stopping.join();
      assertThat(problem.code()).isEqualTo("connection-lost");
      assertThat(problem.exit()).isEqualTo(Exit.STOPPED);
      assertThat(problem.state()).startsWith("Not known");
    }
  }

  @Test
  void everySyntaxErrorIsNamedBeforeAnythingRuns() {
    Boat boat =
        Boat.onNewDatabase()
            .up("create table t (id int)")
            .up("create tabel a (id int);\nselect 1;\n  selec 2")
            .up("insert into t values (1,)");

    Problem problem = boat.problem();

    assertThat(problem.code()).isEqualTo("plan-blocked");
    assertThat(problem.exit()).isEqualTo(Exit.REFUSED);
    assertThat(problem.why().lines())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("migrations/20260101000002_step.sql:3:3: "));
    assertThat(boat.ask("select to_regclass('t')")).isEqualTo("null");
  }

  @Test
  void anOverriddenDriverCommitsNothingMore() {
    Boat boat = Boat.onNewDatabase().up("create table a (id int)");
    boat.apply();
    boat.up("create table b (id int)");

    assertThatThrownBy(
            () -> {
              try (OpenTarget target = boat.open()) {
                Boat.applier()
                    .apply(
                        boat.request(), Optional.empty(), target, event -> takeOver(boat, event));
              }
            })
        .isInstanceOfSatisfying(
            ProblemException.class,
            lost -> assertThat(lost.problem().code()).isEqualTo("driver-lost"));
    assertThat(boat.recorded()).isEqualTo("1/1");
  }

  private static void takeOver(Boat boat, RunEvent event) {
    if (event instanceof RunEvent.StatementStarted) {
      boat.say("update towpath.driver set epoch = epoch + 1, driver = 'another'");
    }
  }

  private static void waitFor(Boat boat, Class<? extends RunEvent> kind) {
    try {
      while (boat.events.stream().noneMatch(kind::isInstance)) {
        Thread.sleep(5);
      }
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  private static void endWorkers(Boat boat) {
    waitForSleep(boat);
    boat.ask(
        "select count(pg_terminate_backend(pid)) from pg_stat_activity"
            + " where application_name like 'towpath/run %' and datname = current_database()");
  }

  private static void stop(Boat boat, ScratchServer server) {
    waitForSleep(boat);
    server.close();
  }

  private static void waitForSleep(Boat boat) {
    try {
      while (boat.events.stream()
          .noneMatch(
              event ->
                  event instanceof RunEvent.StatementStarted started
                      && started.statement().sql().contains("pg_sleep"))) {
        Thread.sleep(5);
      }
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }
}
