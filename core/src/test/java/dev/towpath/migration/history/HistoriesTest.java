package dev.towpath.migration.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.digest.Sha256;
import dev.towpath.migration.Migration;
import dev.towpath.migration.history.History.Sameness;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.problem.ProblemException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/// Each history on a real server: what is written is what the tool itself writes.
class HistoriesTest {
  private static final Migration FIRST =
      Samples.migration(
          "supabase/migrations/20260101000000_first.sql",
          "20260101000000",
          "first",
          "-- one\ncreate table a (id int);\ncreate table b (id int);\n");

  private static ScratchServer server;
  private Connection connection;

  @BeforeAll
  static void start() {
    server = ScratchServer.start(18, Platform.NONE);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void connect(TestInfo test) throws SQLException {
    String name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    connection = server.createDatabase(name).connect("test");
    connection.setAutoCommit(false);
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }

  private List<String> columns(String table) throws SQLException {
    return rows(
        """
        select attname || ' ' || format_type(atttypid, atttypmod)
          || case when attnotnull then ' not null' else '' end
          || coalesce(' ' || (select pg_get_expr(adbin, adrelid) from pg_attrdef
                              where adrelid = attrelid and adnum = attnum), '')
        from pg_attribute
        where attrelid = '%s'::regclass and attnum > 0
        order by attnum
        """
            .formatted(table));
  }

  @Test
  void noHistoryIsAnEmptyOne() throws SQLException {
    for (History history :
        List.of(
            Histories.SUPABASE,
            Histories.PRISMA,
            Histories.FLYWAY,
            Histories.DBMATE,
            Histories.PLAIN)) {
      assertThat(history.read(connection)).as(history.name()).isEmpty();
    }
    assertThat(Records.digests(connection, "plain")).isEmpty();
    assertThat(Intents.open(connection, "plain")).isEmpty();
    execute("select 1"); // the transaction is still good
  }

  @Test
  void supabaseWritesWhatItsToolWrites() throws SQLException {
    History history = Histories.SUPABASE;
    history.create(connection);
    history.create(connection);
    history.succeed(connection, Samples.run(FIRST));
    assertThat(columns("supabase_migrations.schema_migrations"))
        .containsExactly("version text not null", "statements text[]", "name text");
    assertThat(rows("select m::text from supabase_migrations.schema_migrations as m"))
        .containsExactly(
            "(20260101000000,\"{\"\"-- one\ncreate table a (id int)\"\","
                + "\"\"create table b (id int)\"\"}\",first)");
    Applied applied = history.read(connection).getFirst();
    assertThat(applied.state()).isEqualTo(Applied.State.APPLIED);
    assertThat(history.compare(FIRST, applied, Optional.empty())).isEqualTo(Sameness.SAME);
    history.undo(connection, Samples.run(FIRST));
    assertThat(history.read(connection)).isEmpty();
  }

  @Test
  void supabaseComparesTokensAndKnowsWhatItCannotKnow() throws SQLException {
    execute("create schema supabase_migrations");
    execute("create table supabase_migrations.schema_migrations (version text primary key)");
    execute("insert into supabase_migrations.schema_migrations values ('1')");
    Applied old = Histories.SUPABASE.read(connection).getFirst();
    Migration file = Samples.migration("1_a.sql", "1", "a", "select 'A' ;\n\nSELECT b -- x\n;");
    assertThat(Histories.SUPABASE.compare(file, old, Optional.empty())).isEqualTo(Sameness.UNKNOWN);
    assertThat(Histories.SUPABASE.compare(file, old, Optional.of(file.digest())))
        .isEqualTo(Sameness.SAME);
    Histories.SUPABASE.create(connection);
    execute(
        """
        update supabase_migrations.schema_migrations
        set statements = array['select ''A''', 'select B -- other']
        """);
    Applied row = Histories.SUPABASE.read(connection).getFirst();
    assertThat(Histories.SUPABASE.compare(file, row, Optional.empty())).isEqualTo(Sameness.SAME);
    Migration edited = Samples.migration("1_a.sql", "1", "a", "select 'a'; select b;");
    assertThat(Histories.SUPABASE.compare(edited, row, Optional.empty()))
        .isEqualTo(Sameness.DIFFERENT);
  }

  @Test
  void prismaWritesWhatItsToolWrites() throws SQLException {
    Migration migration =
        Samples.migration(
            "prisma/migrations/20260101000000_first/migration.sql",
            "20260101000000",
            "first",
            "hello");
    History history = Histories.PRISMA;
    history.create(connection);
    history.create(connection);
    history.succeed(connection, Samples.run(migration));
    assertThat(columns("_prisma_migrations"))
        .containsExactly(
            "id character varying(36) not null",
            "checksum character varying(64) not null",
            "finished_at timestamp with time zone",
            "migration_name character varying(255) not null",
            "logs text",
            "rolled_back_at timestamp with time zone",
            "started_at timestamp with time zone not null now()",
            "applied_steps_count integer not null 0");
    assertThat(
            rows(
                """
                select concat_ws(' ', length(id), migration_name, checksum, applied_steps_count,
                  logs is null, rolled_back_at is null, started_at at time zone 'UTC',
                  finished_at - started_at)
                from _prisma_migrations
                """))
        .containsExactly(
            "36 20260101000000_first"
                + " 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
                + " 1 t t 2026-01-02 03:04:05.678 00:00:00.042");
    Applied row = history.read(connection).getFirst();
    assertThat(row.version() + " " + row.name()).isEqualTo("20260101000000 first");
    assertThat(history.compare(migration, row, Optional.empty())).isEqualTo(Sameness.SAME);
    assertThat(history.lock(connection)).hasValue(72707369);
  }

  @Test
  void prismaKeepsFailedAndRolledBackRows() throws SQLException {
    Migration migration =
        Samples.migration("prisma/migrations/1_x/migration.sql", "1", "x", "select 1;");
    History history = Histories.PRISMA;
    history.create(connection);
    history.begin(connection, Samples.run(migration));
    history.begin(connection, Samples.run(migration));
    history.fail(connection, Samples.run(migration), "no such table");
    assertThat(rows("select concat_ws(' ', logs, finished_at) from _prisma_migrations"))
        .containsExactly("no such table");
    assertThat(states(history)).containsExactly(Applied.State.FAILED);
    history.succeed(connection, Samples.run(migration));
    assertThat(states(history)).containsExactly(Applied.State.APPLIED);
    history.undo(connection, Samples.run(migration));
    assertThat(states(history)).containsExactly(Applied.State.UNDONE);
    history.succeed(connection, Samples.run(migration));
    assertThat(states(history))
        .containsExactlyInAnyOrder(Applied.State.UNDONE, Applied.State.APPLIED);
  }

  private List<Applied.State> states(History history) throws SQLException {
    return history.read(connection).stream().map(Applied::state).toList();
  }

  @Test
  void prismaTakesOtherLineEndsAndOldChecksumsForTheSame() {
    Migration windows = Samples.migration("m/1_x/migration.sql", "1", "x", "a;\r\nb;\r\n");
    assertThat(prisma(windows, Sha256.of("a;\nb;\n"))).isEqualTo(Sameness.SAME);
    Migration unix = Samples.migration("m/1_x/migration.sql", "1", "x", "a;\nb;\n");
    assertThat(prisma(unix, Sha256.of("a;\r\nb;\r\n"))).isEqualTo(Sameness.SAME);
    assertThat(prisma(unix, Sha256.of("a;\nc;\n"))).isEqualTo(Sameness.DIFFERENT);
    String hello = "2cf24dba5fb0a3e26e83b2ac5b9e29e1b161e5c1fa7425e7343362938b9824";
    Migration old = Samples.migration("m/1_x/migration.sql", "1", "x", "hello");
    assertThat(prisma(old, hello)).isEqualTo(Sameness.SAME);
  }

  private static Sameness prisma(Migration migration, String checksum) {
    Applied row =
        new Applied(
            "1",
            "x",
            Applied.State.APPLIED,
            Optional.of(checksum),
            Optional.empty(),
            Optional.empty());
    return Histories.PRISMA.compare(migration, row, Optional.empty());
  }

  @Test
  void dbmateWritesVersionsIntoTheConnectionsOwnSchema() throws SQLException {
    execute("create schema \"Odd schema\"");
    execute("commit");
    execute(
        "alter database dbmatewritesversionsintotheconnectionsownschema"
            + " set search_path = \"Odd schema\", public");
    connection.commit();
    connection.close();
    connection =
        server
            .url()
            .withDatabase("dbmatewritesversionsintotheconnectionsownschema")
            .connect("test");
    connection.setAutoCommit(false);
    History history = Histories.DBMATE;
    history.create(connection);
    history.create(connection);
    execute("select set_config('search_path', '', false)");
    history.succeed(connection, Samples.run(FIRST));
    assertThat(columns("\"Odd schema\".schema_migrations"))
        .containsExactly("version character varying not null");
    assertThat(rows("select version from \"Odd schema\".schema_migrations"))
        .containsExactly("20260101000000");
    execute("select set_config('search_path', '', false)");
    history.undo(connection, Samples.run(FIRST));
    assertThat(history.read(connection)).isEmpty();
  }

  @Test
  void dbmateLeavesAnotherToolsTableAlone() throws SQLException {
    execute("create table schema_migrations (version bigint primary key, dirty boolean)");
    ProblemException thrown =
        catchThrowableOfType(ProblemException.class, () -> Histories.DBMATE.read(connection));
    assertThat(thrown.problem().code()).isEqualTo("history-of-another-tool");
  }

  @Test
  void plainFilesAreKeptInTowpathsOwnTable() throws SQLException {
    History history = Histories.PLAIN;
    history.create(connection);
    history.create(connection);
    history.succeed(connection, Samples.run(FIRST));
    Applied row = history.read(connection).getFirst();
    assertThat(row.name()).isEqualTo("first");
    assertThat(row.at()).hasValue(Samples.STARTED.plusMillis(42));
    assertThat(history.compare(FIRST, row, Optional.of(FIRST.digest()))).isEqualTo(Sameness.SAME);
    assertThat(history.compare(FIRST, row, Optional.of("other"))).isEqualTo(Sameness.DIFFERENT);
    history.undo(connection, Samples.run(FIRST));
    assertThat(history.read(connection)).isEmpty();
  }
}
