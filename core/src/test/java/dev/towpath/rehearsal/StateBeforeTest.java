package dev.towpath.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.postgres.ClientTool;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.problem.ProblemException;
import dev.towpath.report.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// States that come from a target's schema and from dumps.
class StateBeforeTest {
  /// The client programs of this version are where the tests run.
  private static final int MAJOR = 15;

  private static ScratchServer target;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws SQLException {
    target = ScratchServer.start(MAJOR, Platform.NONE);
    try (Connection connection = target.url().connect("test");
        Statement statement = connection.createStatement()) {
      statement.execute("create role skipper");
      statement.execute("create table boats (id int primary key, name text)");
      statement.execute("insert into boats values (1, 'Heron')");
      statement.execute("alter table boats owner to skipper");
    }
  }

  @AfterAll
  static void stop() {
    target.close();
  }

  @Test
  void aTargetsSchemaIsTheStateBefore() {
    RehearsalResult result =
        new Rehearsing()
            .major(MAJOR)
            .state(new StateBefore.TargetSchema("staging", target.url()))
            .pending("alter table boats add column length_m numeric;")
            .rehearse();
    assertThat(result.findings()).isEmpty();
    assertThat(result.migrations().getFirst().statements().getFirst().strongest().orElseThrow())
        .satisfies(
            boats -> {
              assertThat(boats.name()).isEqualTo("public.boats");
              assertThat(boats.age()).isEqualTo(ObservedObject.Age.OLD);
            });
  }

  @Test
  void aDumpWithRowsIsTheStateBefore() {
    Path file = folder.resolve("before.dump");
    ClientTool.find("pg_dump", MAJOR, "")
        .run(List.of("-Fc", "-f", file.toString()), Optional.of(target.url()));
    RehearsalResult result =
        new Rehearsing()
            .major(MAJOR)
            .state(new StateBefore.DumpFile(file))
            .pending("update boats set name = 'Egret';")
            .rehearse();
    assertThat(result.findings()).isEmpty();
    assertThat(result.migrations().getFirst().statements().getFirst().rows()).isEqualTo(1);
  }

  @Test
  void whatTheServerRefusesOfADumpIsSaid() throws Exception {
    Path file = folder.resolve("before.sql");
    Files.writeString(
        file,
        "SET transaction_timeout = 0;\nCREATE EXTENSION canal_locks;\nCREATE TABLE a (id int);\n");
    RehearsalResult result =
        new Rehearsing()
            .state(new StateBefore.DumpFile(file))
            .pending("alter table a add column b int;")
            .rehearse();
    assertThat(result.findings()).extracting(Finding::rule).containsExactly("state-incomplete");
    assertThat(result.findings().getFirst().why()).contains("canal_locks");
    assertThat(result.done()).isEqualTo(1);
  }

  @Test
  void aToolThatIsTooOldIsNamed() {
    assertThatThrownBy(() -> ClientTool.find("pg_dump", 99, ""))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo("client-tool-missing");
              assertThat(e.problem().what()).startsWith("pg_dump of this machine is too old");
            });
  }
}
