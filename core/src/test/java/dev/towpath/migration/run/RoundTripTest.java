package dev.towpath.migration.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.migration.layout.Layout;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.migration.status.MigrationState;
import dev.towpath.migration.status.State;
import dev.towpath.migration.status.Status;
import dev.towpath.postgres.OpenTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A project of each layout goes to its newest migration, back before its first one, and forward
/// again. An index is built and dropped by statements that must run alone.
class RoundTripTest {
  private static final String TABLE = "create table quay (id int);\n";
  private static final String INDEX = "create index concurrently quay_id on quay (id);\n";
  private static final String NO_TABLE = "drop table quay;\n";
  private static final String NO_INDEX = "drop index concurrently quay_id;\n";

  @TempDir private Path folder;

  /// @param files by their paths
  record Project(String layout, Map<String, String> files) {
    @Override
    public String toString() {
      return layout;
    }
  }

  static Stream<Project> projects() {
    return Stream.of(
        new Project(
            "supabase",
            Map.of(
                "20260101000000_quay.sql", TABLE,
                "rollback/20260101000000_quay.sql", NO_TABLE,
                "20260102000000_index.sql", INDEX,
                "rollback/20260102000000_index.sql", NO_INDEX)),
        new Project(
            "plain",
            Map.of(
                "0001_quay.sql", TABLE,
                "0001_quay.down.sql", NO_TABLE,
                "0002_index.sql", INDEX,
                "0002_index.down.sql", NO_INDEX)),
        new Project(
            "prisma",
            Map.of(
                "20260101000000_quay/migration.sql", TABLE,
                "20260101000000_quay/down.sql", NO_TABLE,
                "20260102000000_index/migration.sql", INDEX,
                "20260102000000_index/down.sql", NO_INDEX)),
        new Project(
            "flyway",
            Map.of(
                "V1__quay.sql", TABLE,
                "U1__quay.sql", NO_TABLE,
                "V2__index.sql", INDEX,
                "U2__index.sql", NO_INDEX)),
        new Project(
            "dbmate",
            Map.of(
                "20260101000000_quay.sql",
                "-- migrate:up\n" + TABLE + "-- migrate:down\n" + NO_TABLE,
                "20260102000000_index.sql",
                "-- migrate:up transaction:false\n"
                    + INDEX
                    + "-- migrate:down transaction:false\n"
                    + NO_INDEX)));
  }

  @ParameterizedTest
  @MethodSource("projects")
  void thereAndBackAndThereAgain(Project project) throws IOException, SQLException {
    PlanRequest request = read(project);
    Boat boat = Boat.onNewDatabase();
    String first = request.files().migrations().getFirst().version();

    apply(boat, request, 2);
    assertThat(states(boat, request)).containsExactly(State.APPLIED, State.APPLIED);
    assertThat(built(boat)).isEqualTo("quay,quay_id");

    undo(boat, request, first, 1);
    assertThat(states(boat, request)).containsExactly(State.APPLIED, State.PENDING);
    assertThat(built(boat)).isEqualTo("quay");

    undo(boat, request, "0", 1);
    assertThat(states(boat, request)).containsExactly(State.PENDING, State.PENDING);
    assertThat(built(boat)).isEqualTo("null");

    apply(boat, request, 2);
    undo(boat, request, "0", 2);
    apply(boat, request, 2);
    assertThat(states(boat, request)).containsExactly(State.APPLIED, State.APPLIED);
    assertThat(built(boat)).isEqualTo("quay,quay_id");
  }

  private PlanRequest read(Project project) throws IOException {
    for (Map.Entry<String, String> file : project.files().entrySet()) {
      Path path = folder.resolve("migrations").resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    Layout layout = Layouts.named(project.layout());
    return new PlanRequest(
        layout, layout.read(folder, Path.of("migrations")), RunOptions.standard());
  }

  private static void apply(Boat boat, PlanRequest request, int count) {
    try (OpenTarget target = boat.open()) {
      Outcome outcome = Boat.applier().apply(request, Optional.empty(), target, event -> {});
      assertThat(outcome.done()).hasSize(count);
    }
  }

  private static void undo(Boat boat, PlanRequest request, String to, int count) {
    Undoer undoer = new Undoer(Clock.systemUTC(), new Random(7), "ann", "test host", "test");
    try (OpenTarget target = boat.open()) {
      assertThat(undoer.undo(request, to, Optional.empty(), target, event -> {}).done())
          .hasSize(count);
    }
  }

  private static List<State> states(Boat boat, PlanRequest request) throws SQLException {
    try (Connection connection = boat.url.connect("status")) {
      Status.Known known = Status.Known.read(connection, request.layout().history());
      Status status = Status.of(request.layout(), request.files(), known);
      assertThat(known.open()).isEmpty();
      assertThat(status.findings()).isEmpty();
      return status.migrations().stream().map(MigrationState::state).toList();
    }
  }

  /// The table and the index, as far as they are there, and valid.
  private static String built(Boat boat) {
    return boat.ask(
        """
        select string_agg(c.relname, ',' order by c.relname)
        from pg_class c left join pg_index i on i.indexrelid = c.oid
        where c.relname in ('quay', 'quay_id') and coalesce(i.indisvalid, true)
        """);
  }
}
