package dev.towpath.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A rehearsal that is killed or interrupted leaves nothing behind.
class RehearseKillTest {
  private static final Path SHARED_MEMORY = Path.of("/proc/sysvipc/shm");
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String WAITING = "migrations/20260101000002_wait.sql";

  /// What the first migration tells of its server.
  private static final Pattern DATA = Pattern.compile("data is in (\\S+)");

  /// In `postmaster.pid`: the process, and the key and number of its shared memory.
  private static final int PROCESS_LINE = 0;

  private static final int MEMORY_LINE = 6;

  @TempDir private Path folder;
  private Server server;
  private Towpath towpath;

  @BeforeEach
  void start() throws IOException {
    Folder project =
        new Folder(folder)
            .write(
                "migrations/20260101000001_tell.sql",
                "do $$ begin raise notice 'data is in %', current_setting('data_directory');"
                    + " end $$;\n")
            .write(WAITING, "select pg_sleep(600);\n");
    server = Server.start();
    towpath = new Towpath(project, server.createDatabase());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theNextRunRemovesWhatAKilledOneLeft() throws Exception {
    assumeThat(SHARED_MEMORY).exists();
    Command.Running running = towpath.command("rehearse").start();
    Path data = data(running);
    List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
    long process = Long.parseLong(lines.get(PROCESS_LINE));
    Pattern memory =
        Pattern.compile("\\s" + lines.get(MEMORY_LINE).strip().split("\\s+", 2)[1] + "\\s");
    running.kill();
    assertThat(ProcessHandle.of(process)).isPresent();
    assertThat(Files.readString(SHARED_MEMORY)).containsPattern(memory);

    Files.delete(folder.resolve(WAITING));
    towpath.succeed("rehearse");

    assertThat(data.getParent()).doesNotExist();
    assertThat(ProcessHandle.of(process).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(Files.readString(SHARED_MEMORY)).doesNotContainPattern(memory);
  }

  @Test
  void anInterruptIsToldAndLeavesNothing() throws Exception {
    Command.Running running = towpath.command("rehearse").interruptible().start();
    Path data = data(running);
    Command.of(folder, "kill", "-INT", "" + running.process().pid()).run();
    Finished finished = running.await(LIMIT);
    assertThat(finished.exit()).isEqualTo(130);
    assertThat(finished.err()).contains("error[interrupted]: The rehearsal was interrupted.");
    assertThat(finished.out()).doesNotContain("rehearsed in");
    assertThat(data.getParent()).doesNotExist();
  }

  private static Path data(Command.Running running) {
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> Files.readString(running.err()).contains("[1/2] rehearsed"));
    try {
      Matcher told = DATA.matcher(Files.readString(running.err()));
      assertThat(told.find()).isTrue();
      return Path.of(told.group(1));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
