package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.problem.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people read of a release whose runbook has no step that writes it.
class AfterRollbackTest {
  private static final String RUNBOOK =
      """
      runbook: Audit
      classes:
        regulated: { approve: [engineering] }
      rollback-when: [stuck > 5]
      steps:
        - migrate:
        - decide: all clear or roll back
      """;

  @TempDir Path folder;
  private TestCli towpath;

  @BeforeEach
  void makeProject() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectories(folder.resolve("migrations"));
    write("migrations/20260101000000_audit_log.up.sql", "create table audit_log (id int);");
    write("migrations/20260101000000_audit_log.down.sql", "drop table audit_log;");
    write(
        "towpath.yaml",
        """
        layout: plain
        migrations: migrations
        regulated: [audit*]
        signals:
          stuck: { command: cat stuck, unit: count, every: 1s }
        """);
    write("stuck", "0\n");
    write("r.yaml", RUNBOOK);
    String home = folder.resolve("home").toString();
    towpath =
        new TestCli(
            folder,
            Map.of("XDG_STATE_HOME", home, "XDG_CONFIG_HOME", home, "PATH", "/bin:/usr/bin"));
  }

  @Test
  void aWorkerThatIsTurnedRoundByASignalWritesAllThatIsToBeRead() throws Exception {
    done("release", "plan", "r.yaml", "-e", "embedded", "--name", "r-1");
    approve();
    done("release", "start", "r-1", "--detach");
    Thread worker = new Thread(() -> towpath.run("worker"), "test-worker");
    worker.start();
    try {
      TestCli.Outcome asked = towpath.run("release", "status", "r-1", "--follow");
      assertThat(asked.err()).contains(": waits, a decision");
      write("stuck", "9\n");
      written("rolled back");
    } finally {
      worker.interrupt();
      worker.join();
    }
    TestCli.Outcome ended = towpath.run("release", "status", "r-1");
    assertThat(ended.exit()).isEqualTo(Exit.UNCHANGED.code());
    assertThat(ended.out()).contains("next: towpath ledger verify");
    String name;
    try (Stream<Path> all = Files.list(folder.resolve("docs/post-mortems"))) {
      name = String.valueOf(all.findFirst().orElseThrow().getFileName());
    }
    assertThat(read("docs/runbooks/rollback-log.md"))
        .contains("## r-1", "- Why: rollback-when: stuck > 5")
        .contains("- Data-integrity incident: docs/quality/incidents/" + name);
    assertThat(read("docs/quality/incidents/" + name)).contains("- Regulated words: audit_log");
    assertThat(read("docs/post-mortems/" + name)).contains("ended");
    assertThat(read("docs/releases/" + name)).contains("| Outcome | rolled back |");
    assertThat(done("ledger", "list")).contains("release-written");
  }

  @Test
  void afterAGoodReleaseTheScreenSaysWhatWritesTheNote() throws Exception {
    write("r.yaml", RUNBOOK.replaceAll("rollback-when.*\n|.*decide.*\n", ""));
    done("release", "plan", "r.yaml", "-e", "embedded", "--name", "r-1");
    approve();
    assertThat(done("release", "start", "r-1")).contains("next: towpath release notes r-1 --write");
    assertThat(folder.resolve("docs")).doesNotExist();
    done("release", "notes", "r-1", "--write");
    assertThat(done("release", "status", "r-1")).contains("next: towpath ledger verify");
  }

  /// Until the release stands as it should and its record says that all is written.
  private void written(String standing) throws InterruptedException {
    for (int tries = 0; tries < 120; tries++) {
      TestCli.Outcome status = towpath.run("release", "status", "r-1");
      if (status.out().contains("release " + standing)
          && status.out().contains("next: towpath ledger verify")) {
        return;
      }
      Thread.sleep(250);
    }
    throw new AssertionError(towpath.run("release", "status", "r-1").out());
  }

  private void approve() {
    Map<String, String> ben = new TreeMap<>(towpath.variables());
    ben.put("TOWPATH_PERSON", "ben");
    String[] words = {"release", "approve", "r-1", "--role", "engineering"};
    assertThat(new TestCli(folder, ben).run(words).exit()).isZero();
  }

  private String done(String... words) {
    TestCli.Outcome outcome = towpath.run(words);
    assertThat(outcome.exit()).as(String.join(" ", words) + outcome.err()).isZero();
    return outcome.out();
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }
}
