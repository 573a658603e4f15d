package dev.towpath.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The driver of a release is killed or frozen in the middle of its steps, as a real process that
/// the launcher started; another one goes on.
class ReleaseKillTest {
  private static final String RUNBOOK =
      """
      runbook: Boats
      classes: { standard: { approve: [engineering] } }
      steps:
        - run:
            command: |
              echo $$ > shell.txt; echo begun >> did.txt
              test -e go || sleep 600
              echo ended >> did.txt
            inspect: grep -q ended did.txt
        - migrate:
        - decide: all clear or roll back
        - run: { command: echo last >> did.txt, inspect: grep -q last did.txt }
      """;

  private static final String ASLEEP =
      "select count(*) from pg_stat_activity where wait_event = 'PgSleep'";

  @TempDir private Path folder;

  @Test
  void eachStepIsDoneOnceHoweverOftenTheDriverIsKilled() throws Exception {
    try (Yard yard = new Yard(folder)) {
      plan(yard);

      Command.Running first = yard.command("release", "start", "boats").start();
      awaitBegun(yard, 1);
      long shell = Long.parseLong(text(yard, "shell.txt"));
      first.kill();
      assertThat(yard.ends(1, "release", "start", "boats"))
          .contains("error[release-driven]", "heard of ");
      yard.letLeaseRunOut();
      assertThat(yard.ends(0, "release", "status", "boats"))
          .contains("1  running", "driver  nobody; the last was ", "release running, 0 of 4")
          .contains("next: ", "release start boats");

      yard.project.write("go", "");
      Command.Running second = yard.command("release", "start", "boats").start();
      yard.awaitOne(ASLEEP);
      second.kill();
      assertThat(ProcessHandle.of(shell).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(text(yard, "did.txt")).isEqualTo("begun\nbegun\nended");

      yard.letLeaseRunOut();
      Command.Running third = yard.command("release", "start", "boats").start();
      Yard.awaitText(third, "waits for a decision");
      third.kill();
      assertThat(yard.target.rows("select name from boat")).containsExactly("anna");
      assertThat(yard.ends(0, "release", "status", "boats"))
          .contains("2 of 4 steps done", "release decide boats go|roll-back");
      yard.ends(0, "release", "decide", "boats", "go");

      yard.letLeaseRunOut();
      workTillDone(yard);
      assertThat(text(yard, "did.txt")).isEqualTo("begun\nbegun\nended\nlast");
      assertThat(yard.target.rows("select name from boat")).containsExactly("anna");
      assertThat(yard.ends(0, "status", "-e", "production")).contains("20260101000001");
      yard.ends(0, "ledger", "verify");
    }
  }

  @Test
  void aFrozenDriverThatWakesUpDoesNothingMoreAndSaysSo() throws Exception {
    try (Yard yard = new Yard(folder)) {
      plan(yard);
      Command.Running frozen = yard.command("release", "start", "boats").start();
      awaitBegun(yard, 1);
      Yard.signal(frozen, "STOP");
      yard.letLeaseRunOut();
      yard.project.write("go", "");

      Command.Running other = yard.command("release", "start", "boats").start();
      Yard.awaitText(other, "waits for a decision");
      Yard.signal(frozen, "CONT");
      Finished woken = frozen.await(Yard.LIMIT);

      assertThat(woken.exit()).as(woken.all()).isEqualTo(4);
      assertThat(woken.err())
          .contains("error[release-taken-over]: Another driver has taken over this release.")
          .doesNotContain("[2/4]", "\tat ");
      yard.ends(0, "release", "decide", "boats", "go");
      assertThat(other.await(Yard.LIMIT).exit()).isZero();
      assertThat(text(yard, "did.txt")).isEqualTo("begun\nbegun\nended\nlast");
      assertThat(yard.target.rows("select name from boat")).containsExactly("anna");
      yard.ends(0, "ledger", "verify");
    }
  }

  private static void plan(Yard yard) throws Exception {
    yard.project
        .write(
            "migrations/20260101000001_boat.sql",
            "create table boat (name text);\ninsert into boat values ('anna');\n"
                + "select pg_sleep(3);\n")
        .write("runbook.yaml", RUNBOOK);
    yard.plan();
  }

  private static void awaitBegun(Yard yard, int times) {
    Path did = yard.project.path().resolve("did.txt");
    Awaitility.await()
        .atMost(Yard.LIMIT)
        .until(() -> Files.exists(did) && Files.readAllLines(did).size() == times);
  }

  private static void workTillDone(Yard yard) throws Exception {
    Command.Running worker = yard.command("worker").start();
    Yard.awaitText(worker, "boats is let go: it is done");
    Yard.signal(worker, "TERM");
    Finished ended = worker.await(Yard.LIMIT);
    assertThat(ended.all()).doesNotContain("\tat ");
    assertThat(List.of(0, 143)).contains(ended.exit());
  }

  private static String text(Yard yard, String file) throws Exception {
    return Files.readString(yard.project.path().resolve(file)).strip();
  }
}
