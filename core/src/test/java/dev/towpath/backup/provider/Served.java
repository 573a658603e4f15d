package dev.towpath.backup.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.towpath.backup.Backup;
import dev.towpath.backup.BackupListener;
import dev.towpath.backup.BackupRequest;
import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.Proof;
import dev.towpath.backup.ProviderBackup;
import dev.towpath.backup.restore.ProveRequest;
import dev.towpath.backup.restore.ProveRequest.Query;
import dev.towpath.backup.restore.Prover;
import dev.towpath.backup.store.FolderStorage;
import dev.towpath.backup.store.Storage;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.postgres.Target;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// A server of Debian's PostgreSQL that hands its write-ahead log to a provider's program, as that
/// program's configuration in the same folder wants it.
record Served(Path folder, ScratchServer server, OpenTarget target) implements AutoCloseable {
  static final int MAJOR = 15;
  private static final Duration ARCHIVED_LIMIT = Duration.ofSeconds(30);

  /// Says why a test isn't run where a program is missing.
  static void need(String program) {
    boolean there =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    assumeThat(there).as(program + " is on the PATH: apt install " + program).isTrue();
  }

  /// @param folder open to the user that the server runs as
  static Served start(Path folder, String archiveCommand) throws Exception {
    Path access = folder.resolve("hba");
    Files.writeString(access, "local all,replication all trust\nhost all all 127.0.0.1/32 trust\n");
    open(folder);
    ScratchServer server =
        ScratchServer.startLike(
            MAJOR,
            Platform.NONE,
            List.of(
                "archive_mode=on",
                "archive_command=" + archiveCommand,
                "unix_socket_directories=" + folder,
                "hba_file=" + access));
    DatabaseUrl url = server.createDatabase("shop");
    try (Connection connection = url.connect("test");
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create schema app;
          create table app.orders (id int primary key, note text);
          insert into app.orders select i, 'order ' || i from generate_series(1, 5000) i;
          """);
    }
    Target target =
        new Target(
            "shop",
            new Target.Scratch(url),
            Optional.empty(),
            Duration.ofSeconds(4),
            Optional.empty(),
            MAJOR,
            Platform.NONE);
    return new Served(folder, server, target.open());
  }

  /// The server's user writes into what this process has made.
  static void open(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::exists).toList()) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
      }
    }
  }

  Storage storage() {
    return new FolderStorage(folder.resolve("backups"));
  }

  Backup backUp(Provider provider) throws Exception {
    BackupRequest request =
        new BackupRequest("shop", Scope.WHOLE, Optional.of("r1"), 2, Optional.empty());
    try (Storage storage = storage()) {
      return new ProviderBackup(Clock.systemUTC(), RandomGenerator.getDefault(), "test")
          .create(target, request, provider, storage, BackupListener.silent());
    }
  }

  Proof prove(Backup backup, Provider provider) throws Exception {
    ProveRequest request =
        new ProveRequest(
            List.of(new Query("select note from app.orders where id = 4999", "order 4999")),
            List.of(),
            folder,
            Platform.NONE,
            "a test",
            2,
            Optional.of(provider));
    try (Storage storage = storage()) {
      return new Prover(Clock.systemUTC(), _ -> {}).prove(backup, storage, request);
    }
  }

  void sql(String statement) throws Exception {
    try (Connection connection = target.connect("test")) {
      connection.createStatement().execute(statement);
    }
  }

  /// Runs a program to its end.
  ///
  /// @return its exit code
  static int run(List<String> words) throws Exception {
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    return process.waitFor();
  }

  /// Whom the server runs as.
  static String serverUser() {
    String user = System.getProperty("user.name");
    return user.equals("root") ? "nobody" : user;
  }

  /// Waits until a folder isn't empty.
  void awaitFile(Path where) throws Exception {
    long end = System.nanoTime() + ARCHIVED_LIMIT.toNanos();
    while (System.nanoTime() < end && Objects.requireNonNull(where.toFile().list()).length == 0) {
      Thread.sleep(20);
    }
  }

  static void refused(String code, String words, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo(code);
              assertThat(e.problem().toString()).contains(words);
            });
  }

  /// A program as the user that the server runs as: what root writes that user can't read.
  static String asItsUser(Path folder, String program) throws IOException {
    boolean root = "root".equals(System.getProperty("user.name"));
    String other = root ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : "";
    return script(folder.resolve(program), "exec " + other + program + " \"$@\"\n");
  }

  private static String script(Path script, String text) throws IOException {
    Files.writeString(script, "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script.toString();
  }

  /// A program in its stead that prints a text for each of some commands, and ends with 0.
  static String standIn(Path folder, String cases) throws IOException {
    return script(folder.resolve("stand-in"), "case \"$*\" in\n" + cases + "\nesac\n");
  }

  /// Changes bytes in the middle of a file.
  static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int i = bytes.length / 2; i < bytes.length / 2 + 8; i++) {
      bytes[i] ^= 0x55;
    }
    Files.write(file, bytes);
  }

  static Path largest(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .max(Comparator.comparingLong(file -> file.toFile().length()))
          .orElseThrow();
    }
  }

  @Override
  public void close() {
    target.close();
    server.close();
  }
}
