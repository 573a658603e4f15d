package dev.towpath.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A throw-away server from the PostgreSQL that this machine has installed, for tests that
/// compare with the real psql and the real server. The tests are skipped where there is none.
final class DebianServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final long STOP_SECONDS = 60;
  private static final String NOBODY = "65534";

  private final Path programs;
  private final Path directory;
  private final int port;
  private final Process process;

  private DebianServer(Path programs) throws Exception {
    this.programs = programs;
    directory = Files.createTempDirectory("towpath-sql-test");
    port = freePort();
    boolean root = System.getProperty("user.name").equals("root");
    List<String> as =
        root
            ? List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups")
            : List.of();
    if (root) {
      run(List.of("chown", NOBODY + ":" + NOBODY, directory.toString()));
    }
    run(
        join(
            as,
            program("initdb"),
            "-D",
            data(),
            "-U",
            "postgres",
            "-A",
            "trust",
            "-N",
            "-E",
            "UTF8",
            "--locale=C"));
    process =
        new ProcessBuilder(
                join(
                    as,
                    program("postgres"),
                    "-D",
                    data(),
                    "-p",
                    String.valueOf(port),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories=",
                    "-c",
                    "fsync=off",
                    "-c",
                    "wal_level=logical",
                    "-c",
                    "max_prepared_transactions=2"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    awaitStart();
  }

  /// Starts a server, or skips the test.
  static DebianServer start() throws Exception {
    Optional<Path> programs = programs();
    Assumptions.assumeTrue(
        programs.isPresent(),
        "skipped: no PostgreSQL server is installed under /usr/lib/postgresql");
    return new DebianServer(programs.orElseThrow());
  }

  private static Optional<Path> programs() throws IOException {
    Path installed = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(installed)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(installed)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .filter(bin -> Files.isExecutable(bin.resolve("psql")))
          .max(Path::compareTo);
    }
  }

  int port() {
    return port;
  }

  String program(String name) {
    return programs.resolve(name).toString();
  }

  Connection connect() throws SQLException {
    return connect("postgres");
  }

  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?sslmode=disable",
        "postgres",
        "");
  }

  private String data() {
    return directory.resolve("data").toString();
  }

  private void awaitStart() throws Exception {
    Instant limit = Instant.now().plus(START_LIMIT);
    while (true) {
      try {
        connect().close();
        return;
      } catch (SQLException e) {
        if (!process.isAlive() || Instant.now().isAfter(limit)) {
          throw e;
        }
        Thread.sleep(Duration.ofMillis(100));
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static List<String> join(List<String> first, String... rest) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(rest));
    return all;
  }

  static void run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + output);
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
