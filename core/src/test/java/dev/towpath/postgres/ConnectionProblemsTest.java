package dev.towpath.postgres;

import static dev.towpath.postgres.ScratchServerTest.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionProblemsTest {
  private static final String SECRET = "s3cret";

  private final ScratchServer server = ScratchServer.start(18, Platform.NONE);

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void wrongPassword() {
    assertThat(problem(server.url().withUser("postgres", SECRET)).code())
        .isEqualTo("password-wrong");
  }

  @Test
  void noPassword() {
    assertThat(problem(parse("postgresql://postgres@127.0.0.1:" + server.url().port())).code())
        .isEqualTo("password-missing");
  }

  @Test
  void noSuchDatabase() {
    assertThat(problem(server.url().withDatabase("nowhere")).code()).isEqualTo("database-missing");
  }

  @Test
  void nobodyListens() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertThat(problem(parse("postgresql://a:" + SECRET + "@127.0.0.1:" + port + "/d")).code())
        .isEqualTo("connection-refused");
  }

  @Test
  void unknownHost() {
    assertThat(problem(parse("postgresql://a:" + SECRET + "@nowhere.invalid/d")).code())
        .isEqualTo("host-unknown");
  }

  @Test
  void noAnswer() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String place = "127.0.0.1:" + silent.getLocalPort();
      String url = "postgresql://a:x@" + place + "/d?sslmode=disable&connect_timeout=1";
      assertThat(problem(parse(url)).code()).isEqualTo("connection-timed-out");
    }
  }

  @Test
  void serverWithoutTls() {
    String url = server.url().revealed().replace("sslmode=disable", "sslmode=require");
    assertThat(problem(parse(url)).code()).isEqualTo("tls-unavailable");
  }

  @Test
  void mayNotConnectOrHasNoConnectionLeft() throws SQLException {
    DatabaseUrl closed = server.createDatabase("closed");
    run(closed, "create role anna login password '" + SECRET + "' connection limit 0");
    run(closed, "create role boris login password '" + SECRET + "'");
    run(closed, "revoke connect on database closed from public");
    assertThat(problem(closed.withUser("boris", SECRET)).code()).isEqualTo("connect-forbidden");
    assertThat(problem(server.url().withUser("anna", SECRET)).code())
        .isEqualTo("too-many-connections");
  }

  @Test
  void nothingCanBeWritten() throws SQLException {
    DatabaseUrl url = server.createDatabase("museum");
    run(url, "alter database museum set default_transaction_read_only = on");
    Target target =
        new Target(
            "museum",
            new Target.Url(url),
            Optional.empty(),
            Duration.ofSeconds(3),
            Optional.of(Duration.ofMinutes(1)),
            18,
            Platform.NONE);
    try (OpenTarget open = target.open()) {
      ProblemException failure =
          catchThrowableOfType(ProblemException.class, () -> open.connectToWrite("apply"));
      assertThat(failure.problem().code()).isEqualTo("database-read-only");
      try (Connection connection = open.connect("status")) {
        assertThat(connection.isValid(1)).isTrue();
      }
    }
  }

  private static DatabaseUrl parse(String text) {
    return DatabaseUrl.parse(text, Map.of("HOME", "/nowhere"));
  }

  private static Problem problem(DatabaseUrl url) {
    ProblemException failure =
        catchThrowableOfType(ProblemException.class, () -> url.connect("towpath/test"));
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString() + failure.problem()).doesNotContain(SECRET);
    return failure.problem();
  }
}
