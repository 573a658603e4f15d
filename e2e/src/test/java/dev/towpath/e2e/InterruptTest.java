package dev.towpath.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl-C, as a terminal sends it, in the middle of a command: what is said then must be true.
class InterruptTest {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final int INTERRUPTED = 130;
  private static final String SLOW = "create table second (id int);\nselect pg_sleep(4);\n";

  @TempDir private Path folder;

  @Test
  void anApplyLeavesWhatItSays() throws Exception {
    Folder project = project();
    try (Server server = Server.start()) {
      Database database = server.createDatabase();
      Towpath towpath = new Towpath(project, database);
      Command.Running running = towpath.command("apply").interruptible().start();
      String asleep = "select 'asleep' from pg_stat_activity where wait_event = 'PgSleep'";
      Awaitility.await().atMost(LIMIT).until(() -> !database.rows(asleep).isEmpty());

      Finished interrupted = interrupt(running);

      assertThat(interrupted.err())
          .contains("error[interrupted]: The run was interrupted.", "is rolled back");
      assertThat(towpath.status().values()).containsExactly("applied", "pending");
      assertThat(database.rows("select to_regclass('second')")).containsExactly("null");
      towpath.succeed("apply");
      assertThat(towpath.status().values()).containsOnly("applied");
    }
  }

  @Test
  void aVerificationChangesNothing() throws Exception {
    Folder project = project();
    try (Server server = Server.start()) {
      Towpath towpath = new Towpath(project, server.createDatabase());
      towpath.succeed("apply");
      Command.Running running = towpath.command("verify").interruptible().start();
      awaitText(running.err(), "replayed ");

      Finished interrupted = interrupt(running);

      assertThat(interrupted.err())
          .contains(
              "error[interrupted]: The comparison was interrupted.", "The target is as it was")
          .doesNotContain("history", "rolled back");
      towpath.succeed("verify");
    }
  }

  @Test
  void aDemoTakesItsFolderAway() throws Exception {
    Command.Running running = demo().interruptible().start();
    awaitText(running.out(), "$ towpath apply");

    Finished interrupted = interrupt(running);

    assertThat(interrupted.err())
        .contains("error[interrupted]: The demo was interrupted.", "are removed")
        .doesNotContain("towpath status");
    assertThat(demoFolders()).isEmpty();
  }

  @Test
  void theNextDemoTakesAwayWhatAKilledOneLeft() throws Exception {
    Command.Running running = demo().interruptible().start();
    Awaitility.await().atMost(LIMIT).until(() -> server().isPresent());
    running.kill();
    long server = server().orElseThrow();

    Finished next = demo().run();

    assertThat(next.exit()).as(next.all()).isZero();
    assertThat(demoFolders()).isEmpty();
    assertThat(ProcessHandle.of(server).filter(ProcessHandle::isAlive)).isEmpty();
  }

  private Folder project() throws IOException {
    return new Folder(folder)
        .write("migrations/20260101000001_first.sql", "create table first (id int);\n")
        .write("migrations/20260101000002_second.sql", SLOW);
  }

  private Command demo() throws IOException {
    // A server that runs as another user than root must reach its data.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    return Command.of(
        folder,
        ProcessHandle.current().info().command().orElse("java"),
        "--enable-native-access=ALL-UNNAMED",
        "-Djava.io.tmpdir=" + folder,
        "-cp",
        System.getProperty("java.class.path"),
        "dev.towpath.cli.Main",
        "demo",
        "first-steps");
  }

  /// The process of a demo's server, as soon as it has written that down.
  private Optional<Long> server() throws IOException {
    for (Path demo : demoFolders()) {
      Path pid = demo.resolve(".towpath/postgres/data/postmaster.pid");
      if (Files.exists(pid) && Files.size(pid) > 0) {
        return Optional.of(Long.parseLong(Files.readAllLines(pid).getFirst()));
      }
    }
    return Optional.empty();
  }

  private List<Path> demoFolders() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().contains("towpath-demo")).toList();
    }
  }

  private static void awaitText(Path file, String text) {
    Awaitility.await().atMost(LIMIT).until(() -> Files.readString(file).contains(text));
  }

  private static Finished interrupt(Command.Running running) throws Exception {
    String pid = String.valueOf(running.process().pid());
    assertThat(Command.of(Path.of("."), "kill", "-INT", pid).run().exit()).isZero();
    Finished finished = running.await(LIMIT);
    assertThat(finished.exit()).as(finished.all()).isEqualTo(INTERRUPTED);
    return finished;
  }
}
