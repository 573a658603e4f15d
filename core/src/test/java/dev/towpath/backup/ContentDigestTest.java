package dev.towpath.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.backup.Manifest.Scope;
import dev.towpath.backup.Manifest.TableContent;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the digest of a table sees, and what it doesn't.
class ContentDigestTest {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static ScratchServer server;

  @BeforeAll
  static void start() {
    server = ScratchServer.start(18, Platform.NONE);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static DatabaseUrl database(String script) throws SQLException {
    DatabaseUrl url = server.createDatabase("digest" + DATABASES.incrementAndGet());
    try (Connection connection = url.connect("test");
        Statement statement = connection.createStatement()) {
      statement.execute(script);
    }
    return url;
  }

  private static List<TableContent> contents(DatabaseUrl url, String settings, Scope scope)
      throws SQLException {
    try (Connection connection = url.connect("test");
        Statement statement = connection.createStatement()) {
      statement.execute(settings);
      return ContentDigest.of(connection, scope);
    }
  }

  private static List<TableContent> contents(String script) throws SQLException {
    return contents(database(script), "select 1", Scope.WHOLE);
  }

  private static String digest(String script) throws SQLException {
    return contents(script).getFirst().digest();
  }

  @Test
  void itIsWhatThePageSays() throws Exception {
    BigInteger[] sums = {BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO};
    for (String row : List.of("(1,\"a \"\"word\"\"\")", "(2,)", "(2,)")) {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(row.getBytes(StandardCharsets.UTF_8));
      for (int part = 0; part < 4; part++) {
        sums[part] = sums[part].add(new BigInteger(1, hash, part * 8, 8));
      }
    }
    StringBuilder expected = new StringBuilder();
    for (BigInteger sum : sums) {
      expected.append("%016x".formatted(sum.mod(BigInteger.TWO.pow(64))));
    }
    assertThat(
            contents(
                "create table t (a int, b text);"
                    + "insert into t values (1, 'a \"word\"'), (2, null), (2, null)"))
        .containsExactly(new TableContent("public", "t", 3, expected.toString(), true));
  }

  @Test
  void theOrderOfRowsAndTheHistoryOfATableDoNotCount() throws SQLException {
    String straight =
        digest(
            "create table t (a int, b text); insert into t select n, n::text"
                + " from generate_series(1, 1000) n");
    String crooked =
        digest(
            "create table t (gone int, a int, x int, b text); alter table t drop column gone;"
                + "alter table t drop column x; insert into t select n, n::text"
                + " from generate_series(1000, 1, -1) n; update t set b = b where a % 3 = 0;");
    assertThat(crooked).isEqualTo(straight);
  }

  @Test
  void pairsDoNotCancel() throws SQLException {
    String table = "create table t (a int); insert into t values ";
    assertThat(digest(table + "(1), (1), (2), (2)"))
        .isNotEqualTo(digest(table + "(3), (3), (4), (4)"));
    assertThat(digest("create table t (a int)")).isEqualTo("0".repeat(64));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(1, '2030-01-02 03:04:05.123457+00', 0.1, '1.10', '\\x00ff', '1 day')",
        "(1, '2030-01-02 03:04:05.123456+00', 0.1, '1.1', '\\x00ff', '1 day')",
        "(1, '2030-01-02 03:04:05.123456+00', 0.10000000000000002, '1.10', '\\x00ff', '1 day')",
        "(1, '2030-01-02 03:04:05.123456+00', 0.1, '1.10', '\\x00fe', '1 day')",
        "(1, '2030-01-02 03:04:05.123456+00', 0.1, '1.10', null, '1 day')",
        "(1, '2030-01-02 03:04:05.123456+00', 0.1, '1.10', '\\x00ff', '24 hours')"
      })
  void eachChangeOfAValueIsSeen(String row) throws SQLException {
    String table =
        "create table t (a int, at timestamptz, f float8, n numeric, b bytea, i interval);"
            + "insert into t values ";
    String before = "(1, '2030-01-02 03:04:05.123456+00', 0.1, '1.10', '\\x00ff', '1 day')";
    assertThat(digest(table + row)).isNotEqualTo(digest(table + before));
  }

  @Test
  void settingsOfTheSessionDoNotCount() throws SQLException {
    DatabaseUrl url =
        database(
            "create table t (a timestamptz, b interval, c float4, d bytea, e regclass, f money);"
                + "insert into t values ('2030-07-01 12:00+02', '1 mon 2 days', 0.3, '\\x01', 't',"
                + " 12.5)");
    List<TableContent> plain = contents(url, "select 1", Scope.WHOLE);
    String others =
        "set timezone = 'Asia/Tokyo'; set datestyle = 'ISO, DMY'; set intervalstyle = 'iso_8601';"
            + "set extra_float_digits = -5; set bytea_output = 'escape'; set search_path = public";
    assertThat(contents(url, others, Scope.WHOLE)).isEqualTo(plain);
  }

  @Test
  void everyKindOfTableIsThoughtOf() throws SQLException {
    String script =
        """
        create schema app;
        create table app.parted (a int, b text) partition by list (a);
        create table app.one partition of app.parted for values in (1);
        create table app.rest partition of app.parted default;
        insert into app.parted values (1, 'x'), (2, 'y'), (3, 'z');
        create table parent (a int);
        create table child (t int, r int) inherits (parent);
        insert into parent values (1);
        insert into child values (2, 3, 4);
        create unlogged table fleeting (a int);
        create table wide (a int, twice int generated always as (a * 2) stored);
        insert into wide values (5);
        create table "No ""columns" ();
        insert into "No ""columns" default values;
        create materialized view seen as select 1;
        create sequence app.numbers;
        select nextval('app.numbers');
        create temp table mine (a int);
        select lo_from_bytea(0, 'a large one');
        """;
    DatabaseUrl url = database(script);
    assertThat(contents(url, "select 1", Scope.WHOLE))
        .extracting(content -> content.schema() + "." + content.name() + " " + content.rows())
        .containsExactly(
            "app.one 1",
            "app.rest 2",
            "public.No \"columns 1",
            "public.child 1",
            "public.fleeting 0",
            "public.parent 1",
            "public.wide 1",
            "pg_catalog.pg_sequences 1",
            "pg_catalog.pg_largeobject 1");
    assertThat(contents(url, "select 1", new Scope(List.of(), List.of("app.parted", "wide"))))
        .extracting(TableContent::name)
        .containsExactly("one", "rest");
    assertThat(contents(url, "select 1", new Scope(List.of("app"), List.of())))
        .extracting(TableContent::name)
        .containsExactly("one", "rest", "pg_sequences");
  }

  @Test
  void sequencesAndLargeObjectsHaveContents() throws SQLException {
    String sequence = "create sequence s;";
    assertThat(digest(sequence + "select nextval('s'), nextval('s')"))
        .isNotEqualTo(digest(sequence + "select nextval('s')"));
    assertThat(digest(sequence + "select setval('s', 1, false)"))
        .isNotEqualTo(digest(sequence + "select setval('s', 1, true)"));
    assertThat(digest("select lo_from_bytea(4711, 'one')"))
        .isNotEqualTo(digest("select lo_from_bytea(4711, 'two')"));
  }

  @Test
  void aPolicyHidesNothingSilently() throws SQLException {
    DatabaseUrl url =
        database(
            "create table t (a int); insert into t values (1); alter table t enable row level"
                + " security; create role reader; grant select on t to reader");
    assertThatThrownBy(() -> contents(url, "set role reader", Scope.WHOLE))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("row-level security");
  }
}
