package dev.towpath.migration.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.migration.Migration;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.problem.ProblemException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TowpathSchemaTest {
  private static final Migration FIRST = Samples.migration("1_a.sql", "1", "a", "select 1;");
  private static final Migration VIEWS = Samples.migration("R__v.sql", "", "views", "select 2;");
  private static ScratchServer server;

  @BeforeAll
  static void start() {
    server = ScratchServer.start(18, Platform.NONE);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Connection database(String name, String layout) throws SQLException {
    DatabaseUrl url = server.createDatabase(name);
    Connection connection = url.connect("test");
    connection.setAutoCommit(false);
    TowpathSchema.create(connection, layout);
    TowpathSchema.create(connection, layout);
    connection.commit();
    return connection;
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "supabase"})
  void theDigestOfWhatIsAppliedIsTheLastOne(String layout) throws SQLException {
    try (Connection connection = database("records_" + layout, layout)) {
      Records.write(connection, layout, Action.APPLY, Samples.run(FIRST), "p1", "test");
      Records.write(connection, layout, Action.APPLY, Samples.run(VIEWS), "p1", "test");
      assertThat(Records.digests(connection, layout))
          .containsOnly(
              java.util.Map.entry("1", FIRST.digest()),
              java.util.Map.entry("views", VIEWS.digest()));
      Records.write(connection, layout, Action.UNDO, Samples.run(FIRST), "p2", "test");
      assertThat(Records.digests(connection, layout)).containsOnlyKeys("views");
      assertThat(Records.digests(connection, "prisma")).isEmpty();
    }
  }

  @Test
  void besideSupabaseThereIsNoSchemaOfOurOwn() throws SQLException {
    try (Connection connection = database("own_tables", "supabase");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select to_regnamespace('towpath'), string_agg(relname, ' ' order by relname)
                from pg_class
                where relnamespace = 'supabase_migrations'::regnamespace and relkind = 'r'
                """)) {
      row.next();
      assertThat(row.getString(1)).isNull();
      assertThat(row.getString(2))
          .isEqualTo("towpath_driver towpath_format towpath_intent towpath_record");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "supabase"})
  void intentsStayOpenUntilTheyAreSettled(String layout) throws SQLException {
    try (Connection connection = database("intents_" + layout, layout)) {
      long first = Intents.begin(connection, layout, FIRST, Action.APPLY, 0, "select 1", "d0", 7);
      Intents.finish(connection, layout, first, Intent.Outcome.DONE, "");
      Intents.begin(connection, layout, FIRST, Action.APPLY, 1, "select 2", "d1", 7);
      assertThat(Intents.open(connection, layout))
          .extracting(Intent::statement, Intent::outcome, Intent::key, Intent::epoch)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(0, Optional.of(Intent.Outcome.DONE), "1", 7L),
              org.assertj.core.groups.Tuple.tuple(1, Optional.empty(), "1", 7L));
      Intents.settle(connection, layout, FIRST);
      assertThat(Intents.open(connection, layout)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "supabase"})
  void onlyTheLastDriverMayGoOn(String layout) throws SQLException {
    try (Connection connection = database("driver_" + layout, layout)) {
      long first = Driver.take(connection, layout, "alpha");
      Driver.check(connection, layout, first);
      long second = Driver.take(connection, layout, "beta");
      assertThat(second).isGreaterThan(first);
      Driver.check(connection, layout, second);
      ProblemException thrown =
          catchThrowableOfType(
              ProblemException.class, () -> Driver.check(connection, layout, first));
      assertThat(thrown.problem().code()).isEqualTo("driver-lost");
      assertThat(thrown.problem().why()).contains("beta");
    }
  }
}
