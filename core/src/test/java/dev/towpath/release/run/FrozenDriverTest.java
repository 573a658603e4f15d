package dev.towpath.release.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.SessionGroup;
import dev.towpath.problem.ProblemException;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.RunState.Standing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A driver that was frozen, not dead: another one has taken over, and when it wakes up it does
/// nothing more.
class FrozenDriverTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String TWO =
      """
      steps:
        - sql: create table boat (name text)
        - sql: |
            set local lock_timeout = 0;
            insert into boat values ('anna');
            select pg_advisory_xact_lock(7);
        - run: { command: echo line >> made.txt, inspect: test -e made.txt }
      """;

  private static final String ACTIVITY =
      "select count(*) from pg_stat_activity where datname = current_database() and ";

  @TempDir private Path folder;

  /// Its statement is done in the server while it sleeps; only the commit is left.
  @Test
  void aProcessThatWakesUpCommitsNothing() throws Exception {
    try (Quay quay = new Quay(folder, TWO);
        Connection other = quay.targetUrl.connect("towpath/test");
        Statement lock = other.createStatement();
        DrivingProcess frozen = DrivingProcess.start(quay)) {
      lock.execute("select pg_advisory_lock(7)");
      await(quay, ACTIVITY + "wait_event = 'advisory'", "1");
      frozen.signal("STOP");
      lock.execute("select pg_advisory_unlock(7)");
      await(quay, ACTIVITY + "state like 'idle in tr%'", "1");
      quay.letLeaseRunOut();
      RunState run = quay.drive();
      assertThat(run.standing()).as("%s", run.steps()).isEqualTo(Standing.DONE);
      frozen.signal("CONT");
      assertThat(frozen.end()).isEqualTo("release-taken-over");
      assertThat(quay.query("select count(*) from boat")).isEqualTo("1");
      assertThat(Files.readAllLines(folder.resolve("made.txt"))).hasSize(1);
      assertThat(quay.query("select epoch from towpath.release_driver")).isEqualTo("2");
    }
  }

  @Test
  void whoWasReplacedHasItsSessionsEndedAndGetsNoNewOne() throws Exception {
    try (Quay quay = new Quay(folder, TWO);
        OpenTarget target = quay.target()) {
      Lease old = quay.take();
      SessionGroup oldSessions = sessions(old);
      try (Connection open = oldSessions.call(() -> target.connect("run 1"));
          Statement statement = open.createStatement()) {
        open.setAutoCommit(false);
        statement.execute("create table half (id int)");
        quay.letLeaseRunOut();
        Lease other = quay.take();
        new TargetFence(other).raise(target);
        assertThatThrownBy(open::commit).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> oldSessions.call(() -> target.connect("run 1")))
            .isInstanceOfSatisfying(
                ProblemException.class,
                e -> assertThat(e.problem().code()).isEqualTo("release-taken-over"));
        try (Connection now = sessions(other).call(() -> target.connect("run 2"))) {
          assertThat(now.isValid(1)).isTrue();
        }
      }
      assertThat(quay.query("select to_regclass('half') is null")).isEqualTo("t");
      assertThat(quay.query(ACTIVITY + "application_name like '%@%'")).isEqualTo("0");
    }
  }

  /// The older of two that take over one after the other comes last to the target.
  @Test
  void anEpochOnTheTargetOnlyGrows() throws Exception {
    try (Quay quay = new Quay(folder, TWO);
        OpenTarget target = quay.target()) {
      quay.take();
      quay.letLeaseRunOut();
      Lease second = quay.take();
      quay.letLeaseRunOut();
      Lease third = quay.take();
      new TargetFence(third).raise(target);
      new TargetFence(second).raise(target);
      assertThat(quay.query("select epoch from towpath.release_driver")).isEqualTo("3");
      assertThatThrownBy(() -> sessions(second).call(() -> target.connect("run 1")))
          .hasMessageContaining("Another driver has taken over");
    }
  }

  private static SessionGroup sessions(Lease lease) {
    return new SessionGroup(DriverMark.of(lease), new TargetFence(lease)::check);
  }

  private static void await(Quay quay, String sql, String wanted) {
    Awaitility.await().atMost(LIMIT).until(() -> quay.query(sql).equals(wanted));
  }
}
