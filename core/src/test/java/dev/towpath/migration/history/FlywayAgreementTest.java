package dev.towpath.migration.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.migration.Migration;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.migration.status.State;
import dev.towpath.migration.status.Status;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real Flyway reads what Towpath wrote, and Towpath what Flyway wrote.
class FlywayAgreementTest {
  private static ScratchServer server;
  private static int databases;

  @TempDir Path project;
  private DatabaseUrl url;

  @BeforeAll
  static void start() {
    server = ScratchServer.start(18, Platform.NONE);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void prepare() throws IOException {
    databases++;
    url = server.createDatabase("flyway" + databases);
    file("V1__first_table.sql", "\uFEFFcreate table a (id int);\r\n-- \u00fcber\r\n");
    file("V2_1__second.sql", "create table b (id int);\n\ncreate table c (id int);");
    file("V003__.sql", "create table d (id int);\n");
    file("U2.1__second.sql", "drop table b;\ndrop table c;\n");
    file("R__a_view.sql", "create or replace view v as select id from a;\n");
  }

  private void file(String name, String text) throws IOException {
    Files.createDirectories(project.resolve("db/migration"));
    Files.writeString(project.resolve("db/migration").resolve(name), text);
  }

  private LayoutFiles files() {
    return Layouts.named("flyway").read(project, Path.of("db/migration"));
  }

  private Flyway flyway() {
    String jdbc = "jdbc:postgresql://" + url.host() + ":" + url.port() + "/" + url.database();
    String[] parts = url.revealed().split("[:@/]+", 4);
    return Flyway.configure()
        .dataSource(jdbc, url.user(), parts[2])
        .locations("filesystem:" + project.resolve("db/migration"))
        .load();
  }

  private List<String> rows() throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = url.connect("test");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select concat_ws('|', installed_rank, coalesce(version, 'null'), description, type,
                  script, checksum, installed_by, success)
                from flyway_schema_history
                order by installed_rank
                """)) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }

  private List<String> shape() throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = url.connect("test");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select attname || format_type(atttypid, atttypmod) || attnotnull
                from pg_attribute
                where attrelid = 'flyway_schema_history'::regclass and attnum > 0
                union all
                select pg_get_indexdef(indexrelid) from pg_index
                where indrelid = 'flyway_schema_history'::regclass
                union all
                select pg_get_expr(adbin, adrelid) from pg_attrdef
                where adrelid = 'flyway_schema_history'::regclass
                order by 1
                """)) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }

  private void apply() throws SQLException {
    try (Connection connection = url.connect("test")) {
      Histories.FLYWAY.create(connection);
      for (Migration migration : files().migrations()) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(migration.up().text());
        }
        Histories.FLYWAY.succeed(connection, Samples.run(migration));
      }
    }
  }

  private Status status() throws SQLException {
    try (Connection connection = url.connect("test")) {
      return Status.of(
          Layouts.named("flyway"), files(), Status.Known.read(connection, Histories.FLYWAY));
    }
  }

  @Test
  void bothWriteTheSameTableAndTheSameRows() throws Exception {
    flyway().migrate();
    List<String> theirs = rows();
    List<String> theirShape = shape();
    prepare();
    apply();
    assertThat(shape()).isEqualTo(theirShape);
    assertThat(rows()).isEqualTo(theirs);
  }

  @Test
  void flywayFindsWhatTowpathWroteUpToDate() throws SQLException {
    apply();
    flyway().validate();
    assertThat(flyway().migrate().migrationsExecuted).isZero();
  }

  @Test
  void towpathFindsWhatFlywayWroteApplied() throws SQLException {
    flyway().migrate();
    assertThat(status().findings()).isEmpty();
    assertThat(status().in(State.APPLIED)).hasSize(4);
  }

  @Test
  void anUndoneMigrationIsPendingForBoth() throws SQLException {
    apply();
    try (Connection connection = url.connect("test");
        Statement statement = connection.createStatement()) {
      Migration third = files().migrations().get(2);
      statement.execute("drop table d");
      Histories.FLYWAY.undo(connection, Samples.run(third));
    }
    assertThat(status().in(State.PENDING)).hasSize(1);
    assertThat(flyway().info().pending())
        .extracting(MigrationInfo::getScript)
        .containsExactly("V003__.sql");
    assertThat(flyway().migrate().migrationsExecuted).isEqualTo(1);
    assertThat(status().in(State.APPLIED)).hasSize(4);
  }

  @Test
  void whereFlywaysOwnUndoWasUsedItsTypeOfRowIsWritten() throws SQLException {
    apply();
    try (Connection connection = url.connect("test");
        Statement statement = connection.createStatement()) {
      statement.execute("update flyway_schema_history set type = 'UNDO_SQL' where version = '1'");
      Histories.FLYWAY.undo(connection, Samples.run(files().migrations().get(1)));
    }
    assertThat(rows()).last().asString().startsWith("5|2.1|second|UNDO_SQL|U2.1__second.sql|");
    assertThat(status().in(State.PENDING))
        .extracting(migration -> migration.version())
        .contains("2.1");
  }

  @Test
  void aFailedRowIsSeenByBothAndStruckOutBySuccess() throws SQLException {
    Migration first = files().migrations().getFirst();
    try (Connection connection = url.connect("test")) {
      Histories.FLYWAY.create(connection);
      Histories.FLYWAY.fail(connection, Samples.run(first), "no room");
      assertThat(status().in(State.FAILED)).hasSize(1);
      assertThat(flyway().info().current().getState().isFailed()).isTrue();
      Histories.FLYWAY.succeed(connection, Samples.run(first));
    }
    assertThat(status().in(State.FAILED)).isEmpty();
    assertThat(flyway().info().applied()).hasSize(1);
  }

  @Test
  void flywayWaitsForTheLockThatTowpathTakes() throws SQLException {
    flyway().migrate();
    try (Connection connection = url.connect("test");
        Statement statement = connection.createStatement()) {
      long key = Histories.FLYWAY.lock(connection).orElseThrow();
      statement.execute("select pg_advisory_lock(" + key + ")");
      Flyway other =
          Flyway.configure().configuration(flyway().getConfiguration()).lockRetryCount(1).load();
      assertThat(org.assertj.core.api.Assertions.catchThrowable(other::migrate))
          .hasMessageContaining("lock");
    }
  }
}
