package dev.towpath.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// With the real PgBouncer; without one only what the addresses tell is tested.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoolerTest {
  private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

  private final ScratchServer server = ScratchServer.start(18, Platform.NONE);

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "transaction,1,true",
    "transaction,5,true",
    "statement,5,true",
    "session,5,false",
    "session,1,false"
  })
  void tellsTheModeOfThePooler(String mode, int size, boolean expected) throws Exception {
    try (Bouncer bouncer = new Bouncer(server.url(), mode, size);
        Connection connection = bouncer.url().connect("towpath/test")) {
      assertThat(Pooler.isBetween(connection)).isTrue();
      assertThat(Pooler.isInTransactionMode(connection, bouncer.url())).isEqualTo(expected);
    }
  }

  @Test
  void noPoolerIsNoPooler() throws SQLException {
    try (Connection connection = server.url().connect("towpath/test")) {
      assertThat(Pooler.isBetween(connection)).isFalse();
      assertThat(Pooler.isInTransactionMode(connection, server.url())).isFalse();
    }
  }

  @Test
  void refusesItAndTakesTheDirectWay() throws Exception {
    try (Bouncer bouncer = new Bouncer(server.url(), "transaction", 5)) {
      assertThatThrownBy(() -> target(bouncer.url(), Optional.empty()).open())
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> {
                assertThat(e.problem().code()).isEqualTo("pooler-transaction-mode");
                assertThat(e.problem().next()).contains("direct:");
              });
      try (OpenTarget open = target(bouncer.url(), Optional.of(server.url())).open()) {
        assertThat(open.url()).isEqualTo(server.url());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://postgres.abc:x@aws-0-eu-west-1.pooler.supabase.com:6543/postgres",
        "postgresql://u:x@ep-cool-1-pooler.eu-central-1.aws.neon.tech/app",
        "postgresql://u:x@example.org/app?pgbouncer=true"
      })
  void knowsAddressesOfPoolers(String text) throws SQLException {
    try (Connection connection = server.url().connect("towpath/test")) {
      DatabaseUrl url = DatabaseUrl.parse(text, Map.of());
      assertThat(Pooler.isInTransactionMode(connection, url)).isTrue();
    }
  }

  private static Target target(DatabaseUrl url, Optional<DatabaseUrl> direct) {
    return new Target(
        "staging",
        new Target.Url(url),
        direct,
        Duration.ofSeconds(3),
        Optional.empty(),
        18,
        Platform.NONE);
  }

  /// A PgBouncer of its own before a server.
  private static final class Bouncer implements AutoCloseable {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Path folder;
    private final Process process;
    private final DatabaseUrl url;

    Bouncer(DatabaseUrl server, String mode, int size) throws IOException, InterruptedException {
      assumeThat(PROGRAM).as("PgBouncer, installed by: apt-get install pgbouncer").exists();
      folder = Files.createTempDirectory("towpath-bouncer");
      int port = freePort();
      String password = server.password().orElseThrow();
      Files.writeString(folder.resolve("users"), "\"postgres\" \"" + password + "\"\n");
      Files.writeString(folder.resolve("ini"), settings(server, port, mode, size));
      for (Path path : List.of(folder, folder.resolve("users"), folder.resolve("ini"))) {
        Runner.current().own(path);
      }
      List<String> words = List.of(PROGRAM.toString(), "-q", folder.resolve("ini").toString());
      process =
          new ProcessBuilder(Runner.current().command(words))
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
      url = DatabaseUrl.local(port, "postgres", "postgres", password);
      awaitPort(port);
    }

    private String settings(DatabaseUrl server, int port, String mode, int size) {
      return """
      [databases]
      * = host=127.0.0.1 port=%d
      [pgbouncer]
      listen_addr = 127.0.0.1
      listen_port = %d
      unix_socket_dir =
      auth_type = plain
      auth_file = %s
      pool_mode = %s
      default_pool_size = %d
      ignore_startup_parameters = extra_float_digits
      """
          .formatted(server.port(), port, folder.resolve("users"), mode, size);
    }

    private static int freePort() throws IOException {
      try (ServerSocket socket = new ServerSocket(0)) {
        return socket.getLocalPort();
      }
    }

    private void awaitPort(int port) throws IOException, InterruptedException {
      long end = System.nanoTime() + LIMIT_NANOS;
      while (System.nanoTime() < end) {
        try (Socket socket = new Socket()) {
          socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
          return;
        } catch (IOException e) {
          Thread.sleep(20);
        }
      }
      throw new IOException(Files.readString(folder.resolve("log")));
    }

    DatabaseUrl url() {
      return url;
    }

    @Override
    public void close() throws IOException {
      process.destroy();
      Folders.delete(folder);
    }
  }
}
