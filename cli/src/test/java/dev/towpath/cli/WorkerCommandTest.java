package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.problem.Exit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A release that is left to a worker, and followed from another terminal.
class WorkerCommandTest {
  private static final String RUNBOOK =
      """
      runbook: Orders
      classes: { standard: { approve: [tech-lead] } }
      steps:
        - run: { command: "echo begun", changes: nothing }
        - decide: all clear or roll back
          owner: tech-lead
        - wait: 3s
        - run: { command: "echo ended", changes: nothing }
      """;

  @TempDir Path folder;

  @Test
  void itIsDrivenByAWorkerAndFollowedFromElsewhere() throws Exception {
    TestCli towpath = project();
    String name = "orders";
    assertThat(towpath.run("release", "plan", "r.yaml", "--name", name).exit()).isZero();
    towpath.as("ben").run("release", "approve", name, "--role", "tech-lead");
    TestCli.Outcome begun = towpath.run("release", "start", name, "--detach");
    assertThat(begun.out()).contains("running", "next: towpath release status orders --follow");
    Thread worker = new Thread(() -> towpath.run("worker"), "test-worker");
    worker.start();
    try {
      TestCli.Outcome asked = towpath.run("release", "status", name, "--follow");
      assertThat(asked.err()).contains("[1/4] ", ": done", ": waits, a decision: all clear");
      assertThat(asked.out()).contains("next: towpath release decide orders go|roll-back");
      towpath.run("release", "decide", name, "go");
      String screen = onTerminal(towpath, 40, "release", "status", name, "--follow");
      assertThat(screen).containsPattern("\u001b\\[[67]F").contains("release done, 4 of");
      assertThat(screen.replaceAll("\u001b\\[[0-9]*[A-Z]", "").lines())
          .as("no colour, no line that the terminal would wrap")
          .allSatisfy(line -> assertThat(line).hasSizeLessThan(40).doesNotContain("\u001b"));
    } finally {
      worker.interrupt();
      worker.join();
    }
    TestCli.Outcome ended = towpath.run("release", "status", name, "--follow");
    assertThat(ended.exit()).isEqualTo(Exit.FINE.code());
    assertThat(ended.err().lines()).last().asString().contains("ended, DONE");
  }

  private TestCli project() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectories(folder.resolve("migrations"));
    Files.writeString(folder.resolve("migrations/20260101000000_a.sql"), "create table a ();");
    Files.writeString(folder.resolve("r.yaml"), RUNBOOK);
    String home = folder.resolve("home").toString();
    return new TestCli(
        folder,
        Map.of("XDG_STATE_HOME", home, "XDG_CONFIG_HOME", home, "NO_COLOR", "1", "PATH", "/bin"));
  }

  private static String onTerminal(TestCli towpath, int columns, String... words) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Screen screen =
        new Screen(
            new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            true,
            columns,
            towpath.variables(),
            "towpath");
    new Cli(screen, towpath.folder(), InstantSource.system()).run(words);
    return err.toString(StandardCharsets.UTF_8);
  }
}
