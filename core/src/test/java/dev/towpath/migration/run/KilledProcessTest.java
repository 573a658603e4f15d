package dev.towpath.migration.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.postgres.OpenTarget;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A process that applies or undoes is killed as `kill -9` does it. The next run, of another
/// process, must leave what a run that was never disturbed leaves, and no session of the dead one.
class KilledProcessTest {
  private static final int MOST_EVENTS = 200;
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String DURING_THE_BUILD =
      """
      select count(*) from pg_stat_activity
      where application_name like 'towpath/run %' and wait_event_type = 'Lock'
        and datname = current_database()
      """;
  private static final String SESSIONS =
      """
      select count(*) from pg_stat_activity
      where application_name like 'towpath/%' and datname = current_database()
      """;

  @ParameterizedTest
  @CsvSource({
    "APPLY, TRANSACTIONAL, 5",
    "APPLY, CONCURRENT, 11",
    "UNDO, TRANSACTIONAL, 6",
    "UNDO, CONCURRENT, 5"
  })
  void atAnEvent(Way way, SmallProject project, int event) throws Exception {
    assertThat(killedAt(event, way, project, way.fingerprint(project))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "APPLY, TRANSACTIONAL",
    "APPLY, CONCURRENT",
    "UNDO, TRANSACTIONAL",
    "UNDO, CONCURRENT"
  })
  @Tag("slow")
  void atEachEvent(Way way, SmallProject project) throws Exception {
    String wanted = way.fingerprint(project);
    int event = 1;
    while (event < MOST_EVENTS && killedAt(event, way, project, wanted)) {
      event++;
    }
    assertThat(event).isBetween(10, MOST_EVENTS - 1);
  }

  /// The statement runs on in the server after the process is gone: a lock that another session
  /// holds keeps it there.
  @ParameterizedTest
  @CsvSource({"CONCURRENT, 2, public.a_id", "REINDEXED, 2, public.a_pkey_ccnew"})
  void whileAnIndexIsBuilt(SmallProject project, int statement, String left) throws Exception {
    Boat boat = project.on(Server.database());
    try (Connection other = boat.url.connect("night report")) {
      try (Rower rower = Rower.start(Way.APPLY, project, boat.url)) {
        reach(rower, "StatementStarted[statement=PlannedStatement[index=" + statement);
        hold(other);
        rower.goOn();
        await(boat, DURING_THE_BUILD, "1");
        rower.kill();
      }
      assertThat(boat.recorded()).isEqualTo("1/1");
      applyAndLetGo(boat, other);
    }
    assertThat(boat.events)
        .anyMatch(
            event ->
                event instanceof RunEvent.Recovered found
                    && found.found().startsWith("INVALID index " + left + " was left behind"));
    assertThat(SmallProject.fingerprint(boat)).isEqualTo(Way.APPLY.fingerprint(project));
    assertThat(boat.ask("select count(*) from pg_index where not indisvalid")).isEqualTo("0");
    await(boat, SESSIONS, "0");
  }

  /// Whether the process was killed before the end of its work.
  private static boolean killedAt(int event, Way way, SmallProject project, String wanted)
      throws IOException, InterruptedException {
    Boat boat = project.on(Server.database());
    way.prepare(boat);
    Optional<String> at;
    try (Rower rower = Rower.start(way, project, boat.url)) {
      at = rower.next();
      for (int passed = 1; passed < event && at.isPresent(); passed++) {
        rower.goOn();
        at = rower.next();
      }
      rower.kill();
    }
    way.run(boat);
    assertThat(SmallProject.fingerprint(boat)).as("killed at %s", at).isEqualTo(wanted);
    await(boat, SESSIONS, "0");
    return at.isPresent();
  }

  private static void reach(Rower rower, String event) throws IOException {
    String at = rower.next().orElseThrow();
    while (!at.startsWith(event)) {
      rower.goOn();
      at = rower.next().orElseThrow();
    }
  }

  /// What a session does that writes: the build waits for it.
  private static void hold(Connection other) throws SQLException {
    other.setAutoCommit(false);
    try (Statement statement = other.createStatement()) {
      statement.execute("lock table a in row exclusive mode");
    }
  }

  /// The other session lets go only when the dead one's is ended, so that the index is INVALID.
  private static void applyAndLetGo(Boat boat, Connection other) {
    try (OpenTarget target = boat.open()) {
      Boat.applier()
          .apply(
              boat.request(),
              Optional.empty(),
              target,
              event -> {
                boat.events.add(event);
                letGo(event, other);
              });
    }
  }

  private static void letGo(RunEvent event, Connection other) {
    if (event instanceof RunEvent.TargetLocked) {
      try {
        other.rollback();
      } catch (SQLException failed) {
        throw new AssertionError(failed);
      }
    }
  }

  /// A session ends a moment after its process, so the answer is asked for again and again.
  private static void await(Boat boat, String query, String wanted) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!boat.ask(query).equals(wanted) && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertThat(boat.ask(query)).isEqualTo(wanted);
  }
}
