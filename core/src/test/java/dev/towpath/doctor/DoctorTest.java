package dev.towpath.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.postgres.Target;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoctorTest {
  private final ScratchServer server = ScratchServer.start(18, Platform.NONE);
  private final Doctor doctor = new Doctor(InstantSource.system());

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void aHealthyServerPasses() {
    List<Check> checks = run(server.createDatabase("healthy"));
    assertThat(checks)
        .extracting(Check::name)
        .contains("jdk", "git", "disk", "connection", "right-to-create", "clock", "locks-held");
    assertThat(named(checks, "connection").outcome()).isEqualTo(Outcome.PASS);
    assertThat(checks).filteredOn(check -> check.outcome() == Outcome.FAIL).isEmpty();
  }

  @Test
  void namesWhoWaits() throws SQLException {
    DatabaseUrl url = server.createDatabase("busy");
    try (Connection holder = url.connect("canal-office");
        Connection waiter = url.connect("lock-keeper")) {
      execute(holder, "create table boats ()");
      holder.setAutoCommit(false);
      execute(holder, "lock table boats");
      Thread waiting = Thread.ofVirtual().start(() -> quietly(waiter, "select from boats"));
      assertThat(until(url, "waiting").found()).contains("lock-keeper");
      holder.rollback();
      waiting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void saysWhatIsMissing() throws SQLException {
    DatabaseUrl url = server.createDatabase("locked");
    try (Connection connection = url.connect("test")) {
      execute(connection, "create role keeper login password 'keeper'");
      execute(connection, "alter role keeper set default_transaction_read_only = on");
    }
    List<Check> checks = run(url.withUser("keeper", "keeper"));
    assertThat(named(checks, "right-to-create").outcome()).isEqualTo(Outcome.FAIL);
    assertThat(named(checks, "right-to-create").advice()).contains("grant create");
    assertThat(named(checks, "writable").outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void noConnectionIsAFinding() {
    Check connection = named(run(server.url().withDatabase("nowhere")), "connection");
    assertThat(connection.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(connection.found()).contains("nowhere");
    assertThat(connection.advice()).isNotEmpty();
  }

  private Check until(DatabaseUrl url, String name) {
    Check check = named(run(url), name);
    while (check.outcome() == Outcome.PASS) {
      check = named(run(url), name);
    }
    return check;
  }

  private List<Check> run(DatabaseUrl url) {
    Target target =
        new Target(
            "test",
            new Target.Url(url),
            Optional.empty(),
            Duration.ofSeconds(3),
            Optional.empty(),
            18,
            Platform.NONE);
    return doctor.run(Path.of("."), Optional.of(target));
  }

  private static Check named(List<Check> checks, String name) {
    return checks.stream().filter(check -> check.name().equals(name)).findFirst().orElseThrow();
  }

  private static void quietly(Connection connection, String sql) {
    try {
      execute(connection, sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
