package dev.towpath.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.config.PostgresMeasure;
import dev.towpath.config.Signal;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.postgres.Target;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Numbers from a database: it is only read, and not for long.
class DatabaseTest {
  private static final int MAJOR = 18;

  private static final ScratchServer SERVER = ScratchServer.start(MAJOR, Platform.NONE);
  private static final DatabaseUrl URL = SERVER.createDatabase("signals");

  @TempDir private Path folder;

  @AfterAll
  static void end() {
    SERVER.close();
  }

  private static OpenTarget open() {
    Target.Place place = new Target.Scratch(URL);
    Duration lockTimeout = Duration.ofSeconds(4);
    return new Target(
            "it", place, Optional.empty(), lockTimeout, Optional.empty(), MAJOR, Platform.NONE)
        .open();
  }

  private Sources sources() {
    return new Sources(folder, Map.of(), DatabaseTest::open, InstantSource.system());
  }

  private String ask(String text) throws Exception {
    try (Sources sources = sources()) {
      return sources.ask(Portal.signal(folder, text)).toString();
    }
  }

  @Test
  void aQueryGivesOneNumber() throws Exception {
    assertThat(ask("sql: 'select 7', unit: count")).contains("value=7.0");
    assertThat(ask("sql: 'select 0.25::numeric', unit: ratio")).contains("value=0.25");
    assertThat(ask("sql: 'select null::int', unit: count")).contains("no data");
    assertThat(ask("sql: 'select 1 where false', unit: count")).contains("no row");
    assertThat(ask("sql: 'select generate_series(1, 1000000)', unit: count"))
        .contains("more than one row");
    assertThat(ask("sql: 'select 1, 2', unit: count")).contains("more than one column");
    assertThat(ask("sql: \"select 'NaN'::float8\", unit: count")).contains("NaN");
    assertThat(ask("sql: \"select 'x'\", unit: count")).contains("'x' is no number");
    assertThat(ask("sql: 'select 1 / 0', unit: count")).contains("division by zero");
    assertThat(ask("sql: 'select 1', unit: count, traffic: 'select 19', floor: 20"))
        .contains("Thin");
  }

  @Test
  void nothingIsWrittenAndNothingTakesLong() throws Exception {
    assertThat(ask("sql: 'create table boat (id int)', unit: count")).contains("read-only");
    assertThat(ask("sql: 'select pg_sleep(60)', unit: count, limit: 300ms"))
        .contains("statement timeout");
  }

  @Test
  void aSessionThatIsGoneIsOpenedAnew() throws Exception {
    try (Sources sources = sources()) {
      Signal it = Portal.signal(folder, "sql: 'select 7', unit: count");
      assertThat(sources.ask(it)).isInstanceOf(Sample.Good.class);
      execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where application_name = 'towpath/signal'");
      assertThat(sources.ask(it)).isInstanceOf(Sample.Bad.class);
      assertThat(sources.ask(it)).isInstanceOf(Sample.Good.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void postgresTellsOfItself(PostgresMeasure measure) throws Exception {
    execute("analyze");
    String said = ask("postgres: " + measure.word());
    if (measure == PostgresMeasure.REPLICATION_LAG) {
      assertThat(said).as("without a replica").contains("no data");
    } else {
      assertThat(said).contains("Good");
    }
  }

  @Test
  void whoMayNotSeeOthersGetsNoNumber() throws Exception {
    execute("create role modest login password 'modest'");
    try (Connection connection = URL.withUser("modest", "modest").connect("towpath/test");
        Statement statement = connection.createStatement()) {
      for (PostgresMeasure measure :
          new PostgresMeasure[] {
            PostgresMeasure.CONNECTIONS,
            PostgresMeasure.LOCK_WAITS,
            PostgresMeasure.LONG_TRANSACTIONS
          }) {
        ResultSet row = statement.executeQuery(measure.query());
        assertThat(row.next()).isTrue();
        assertThat(row.getString(1)).as(measure.word()).isNull();
      }
    }
  }

  @Test
  void anOpenTransactionAndAWaitForALockAreSeen() throws Exception {
    execute("create table quay (id int)");
    try (Connection holder = URL.connect("portal");
        Connection waiter = URL.connect("portal");
        Statement lock = holder.createStatement();
        Statement wait = waiter.createStatement()) {
      holder.setAutoCommit(false);
      lock.execute("lock table quay");
      Thread thread =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      wait.execute("select * from quay");
                    } catch (SQLException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(ask("postgres: lock-waits")).contains("value=1.0"));
      assertThat(ask("postgres: long-transactions")).doesNotContain("value=0.0");
      holder.rollback();
      thread.join(Duration.ofSeconds(20));
    }
  }

  private static void execute(String sql) throws Exception {
    try (Connection connection = URL.connect("towpath/test");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
