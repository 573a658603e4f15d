package dev.towpath.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.towpath.ledger.Event;
import dev.towpath.ledger.Ledger;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.postgres.Target;
import dev.towpath.problem.ProblemException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A shared control database: made by whoever comes first, refused where it can't be right, and
/// back when its server is.
class ControlTest {
  private static final int MAJOR = 15;

  private static ScratchServer server;

  @BeforeAll
  static void start() {
    server = ScratchServer.start(MAJOR, Platform.NONE);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void manyProcessesThatComeFirstMakeOneSchema() throws Exception {
    ControlPlace place = new ControlPlace.Shared(server.createDatabase("first"));
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> all =
          IntStream.range(0, 4).mapToObj(_ -> threads.submit(() -> versions(place))).toList();
      for (Future<Integer> each : all) {
        assertThat(each.get(1, TimeUnit.MINUTES)).isPositive();
      }
    }
  }

  @Test
  void aNewerSchemaIsLeftAlone() throws SQLException {
    DatabaseUrl url = server.createDatabase("newer");
    ControlPlace place = new ControlPlace.Shared(url);
    versions(place);
    execute(url, "insert into towpath_control.version (number, name) values (999, 'later')");
    assertThat(code(() -> Control.open(place))).isEqualTo("control-newer");
  }

  @Test
  void aDatabaseThatCannotKeepRecordsIsRefused() throws SQLException {
    execute(server.url(), "create database latin encoding 'LATIN1' locale 'C' template template0");
    ControlPlace latin = new ControlPlace.Shared(server.url().withDatabase("latin"));
    assertThat(code(() -> Control.open(latin))).isEqualTo("control-not-utf8");
    execute(server.url(), "create role stranger login password 'stranger'");
    DatabaseUrl url = server.createDatabase("closed").withUser("stranger", "stranger");
    assertThat(code(() -> Control.open(new ControlPlace.Shared(url))))
        .isEqualTo("control-not-made");
    ControlPlace nowhere =
        ControlPlace.of(Map.of("TOWPATH_CONTROL_URL", "postgresql://x@[::1]:1/x"));
    assertThat(code(() -> Control.open(nowhere))).isEqualTo("control-unreachable");
  }

  @Test
  void itIsNeverOnTheServerOfATarget() {
    DatabaseUrl other = server.createDatabase("target");
    Target target =
        new Target(
            "production",
            new Target.Url(other),
            Optional.empty(),
            Duration.ofSeconds(4),
            Optional.empty(),
            MAJOR,
            Platform.NONE);
    ControlPlace here = new ControlPlace.Shared(server.createDatabase("beside"));
    try (Control control = Control.open(here);
        OpenTarget open = target.open()) {
      assertThat(code(() -> control.refuseFor(open))).isEqualTo("control-in-target");
    }
    // a second server from the same image has the same system identifier, and is another one
    try (ScratchServer elsewhere = ScratchServer.start(MAJOR, Platform.NONE);
        Control control = Control.open(new ControlPlace.Shared(elsewhere.url()));
        OpenTarget open = target.open()) {
      control.refuseFor(open);
      assertThat(control.describe()).contains("127.0.0.1");
    }
  }

  @Test
  void aSessionThatDiedIsToldAndReplaced() throws SQLException {
    try (Control control = Control.open(new ControlPlace.Shared(server.createDatabase("lost")))) {
      Event event = Event.of(UUID.randomUUID(), "ada", "step-ended", "release:r", Map.of());
      assertThat(code(() -> control.transaction(c -> killed(c, event)))).isEqualTo("control-lost");
      control.transaction(connection -> Ledger.append(connection, event));
      kill(control.transaction(ControlTest::pid));
      assertThat(control.transaction(connection -> Ledger.append(connection, event)).sequence())
          .isEqualTo(1);
    }
  }

  @Test
  void aRoleThatOwnsNothingCanAppendAndNoMore() throws SQLException {
    DatabaseUrl url = server.createDatabase("owned");
    versions(new ControlPlace.Shared(url));
    execute(url, "create role bot login password 'bot'");
    execute(
        url,
        """
        grant usage on schema towpath_control to bot;
        grant select, insert, update, delete on all tables in schema towpath_control to bot;
        revoke update, delete on towpath_control.ledger, towpath_control.checkpoint,
          towpath_control.version from bot;
        """);
    try (Control bot = Control.open(new ControlPlace.Shared(url.withUser("bot", "bot")))) {
      Event event = Event.of(UUID.randomUUID(), "bot", "step-ended", "release:r", Map.of());
      assertThat(bot.transaction(c -> Ledger.append(c, event)).sequence()).isEqualTo(1);
      for (String sql :
          List.of(
              "update towpath_control.ledger set record = '{}'",
              "delete from towpath_control.ledger",
              "truncate towpath_control.ledger",
              "alter table towpath_control.ledger disable trigger all",
              "drop trigger append_only on towpath_control.ledger")) {
        assertThat(code(() -> bot.transaction(c -> c.createStatement().execute(sql))))
            .as(sql)
            .isEqualTo("control-refused");
      }
    }
  }

  @Test
  void foldersAreThoseOfTheSpecification() {
    Map<String, String> usual = Map.of("HOME", "/home/ada");
    assertThat(ControlPlace.of(usual))
        .isEqualTo(new ControlPlace.Local(Path.of("/home/ada/.local/state/towpath/control")));
    assertThat(UserFolders.config(usual)).isEqualTo(Path.of("/home/ada/.config/towpath"));
    assertThat(UserFolders.state(Map.of("HOME", "/home/ada", "XDG_STATE_HOME", "/s")))
        .isEqualTo(Path.of("/s/towpath"));
  }

  private static boolean killed(Connection connection, Event event) throws SQLException {
    kill(pid(connection));
    Ledger.append(connection, event);
    return true;
  }

  private static void kill(int pid) throws SQLException {
    execute(server.url(), "select pg_terminate_backend(" + pid + ", 5000)");
  }

  private static int pid(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static int versions(ControlPlace place) {
    try (Control control = Control.open(place)) {
      return control.transaction(
          connection -> {
            try (Statement statement = connection.createStatement();
                ResultSet row =
                    statement.executeQuery("select count(*) from towpath_control.version")) {
              row.next();
              return row.getInt(1);
            }
          });
    }
  }

  private static void execute(DatabaseUrl url, String sql) throws SQLException {
    try (Connection connection = url.connect("test");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String code(ThrowingCallable work) {
    Throwable thrown = catchThrowable(work);
    return thrown instanceof ProblemException e ? e.problem().code() : String.valueOf(thrown);
  }
}
