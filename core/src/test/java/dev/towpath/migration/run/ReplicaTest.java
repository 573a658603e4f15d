package dev.towpath.migration.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.migration.status.MigrationState;
import dev.towpath.migration.status.State;
import dev.towpath.migration.status.Status;
import dev.towpath.postgres.InstalledCluster;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// On a real replica, which a streaming copy of another server is.
class ReplicaTest {
  @Test
  void whatOnlyReadsWorksAndWhatWritesIsRefused() throws IOException, SQLException {
    try (InstalledCluster primary = InstalledCluster.start(Map.of(), List.of())) {
      new Boat(primary.url()).upDown("create table a (id int)", "drop table a").apply();
      try (InstalledCluster replica = primary.standby()) {
        Boat boat =
            new Boat(replica.url())
                .upDown("create table a (id int)", "drop table a")
                .up("create table b (id int)");

        assertThat(boat.ask("select pg_is_in_recovery()")).isEqualTo("t");
        assertThat(states(boat)).containsExactly(State.APPLIED, State.PENDING);
        assertThat(boat.plan().migrations()).hasSize(1);
        assertThat(boat.plan().errors()).isEmpty();
        refused(boat.problem());
        refused(undoProblem(boat));
        assertThat(states(boat)).containsExactly(State.APPLIED, State.PENDING);
      }
    }
  }

  private static void refused(Problem problem) {
    assertThat(problem.code()).isEqualTo("database-read-only");
    assertThat(problem.exit()).isEqualTo(Exit.UNREACHABLE);
    assertThat(problem.why()).isEqualTo("It is a replica.");
    assertThat(problem.next()).contains("primary");
  }

  private static Problem undoProblem(Boat boat) {
    Undoer undoer = new Undoer(Clock.systemUTC(), new Random(7), "ann", "test host", "test");
    try (OpenTarget target = boat.open()) {
      return catchThrowableOfType(
              ProblemException.class,
              () -> undoer.undo(boat.request(), "0", Optional.empty(), target, event -> {}))
          .problem();
    }
  }

  private static List<State> states(Boat boat) throws SQLException {
    PlanRequest request = boat.request();
    try (Connection connection = boat.url.connect("status")) {
      return Status.of(
              request.layout(),
              request.files(),
              Status.Known.read(connection, request.layout().history()))
          .migrations()
          .stream()
          .map(MigrationState::state)
          .toList();
    }
  }
}
