package dev.towpath.rehearsal.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Rows for schemas with every kind of obstacle.
class RowMakerTest {
  private static ScratchServer server;
  private static int databases;

  @BeforeAll
  static void start() {
    server = ScratchServer.start(18, Platform.NONE);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void fillsEveryKindOfColumn() throws SQLException {
    Filling filling =
        filling(
            """
            create type mood as enum ('calm', 'rough');
            create domain tonnage as numeric(8, 2) check (value between 5 and 900);
            create domain post_code as varchar(6) not null check (value ~ '^[0-9]{4}$');
            create table odd (
              id bigint generated always as identity primary key, serial_no serial,
              small smallint not null, n numeric(5, 2) not null, price money, r real,
              yes boolean not null, code char(3) not null unique, word varchar(40) not null,
              at timestamptz not null, day date not null, hour time not null, span interval,
              key uuid not null unique, doc jsonb not null, plain json, raw bytea not null,
              state mood not null, tons tonnage not null, post post_code, tags text[] not null,
              counts int[] not null, moods mood[], address inet not null, net cidr,
              card macaddr not null, flags bit(4) not null, spot point, words tsvector,
              berths int4range not null, during tstzrange not null,
              twice bigint generated always as (small * 2) stored,
              "Odd Name" text not null, made timestamptz not null default now());
            """,
            500);
    assertThat(filling.why("odd")).isEmpty();
    assertThat(filling.rows("odd")).isEqualTo(500);
    assertThat(filling.ask("select count(distinct key) from odd")).isEqualTo(500);
    assertThat(filling.ask("select count(distinct state) from odd")).isEqualTo(2);
  }

  @Test
  void keepsKeysForeignKeysAndChecks() throws SQLException {
    Filling filling =
        filling(
            """
            create table ports (id uuid primary key, parent uuid references ports,
              name text not null check (length(name) > 20),
              kind text not null check (kind in ('sea', 'lake')),
              opens int not null, closes int not null, check (closes > opens and opens >= 5));
            create table boats (port uuid not null references ports, no int not null,
              twin int, mail text not null check (mail like '%@%'),
              built date, sunk date, check (sunk > built),
              primary key (port, no));
            create table crews (id int primary key, port uuid not null, no int not null,
              leader int not null references crews,
              foreign key (port, no) references boats);
            create table skills (name text primary key);
            create table crew_skills (crew int references crews, skill text references skills,
              primary key (crew, skill));
            """,
            1000);
    assertThat(filling.all().values()).allMatch(each -> each.why().isEmpty()).hasSize(5);
    assertThat(filling.rows("crew_skills")).isEqualTo(1000);
    assertThat(filling.ask("select count(*) from crews c join boats using (port, no)"))
        .isEqualTo(1000);
    // The server itself says whether the keys hold.
    filling.run(
        """
        alter table boats add foreign key (port) references ports;
        alter table crews add foreign key (port, no) references boats;
        alter table crews add foreign key (leader) references crews;
        alter table crew_skills add foreign key (crew) references crews
        """);
  }

  @Test
  void saysWhatItCannotFill() throws SQLException {
    Filling filling =
        filling(
            """
            create table riddles (id int primary key,
              answer text not null check (md5(answer) = 'b8a9f715dbb64fd5c56e7783c6820a61'));
            create table few (state boolean primary key);
            create table hens (id int primary key, egg int not null);
            create table eggs (id int primary key, hen int not null references hens);
            alter table hens add foreign key (egg) references eggs;
            create table clues (riddle int not null references riddles);
            """,
            100);
    assertThat(filling.why("riddles")).contains("riddles_answer_check");
    assertThat(filling.rows("few")).isEqualTo(2);
    assertThat(filling.why("few")).contains("unique");
    assertThat(filling.why("hens") + filling.why("eggs")).contains("has no rows to refer to");
    assertThat(filling.why("clues")).isEqualTo("public.riddles has no rows to refer to");
  }

  @Test
  void comesThroughPartitionsTriggersSecurityAndSeededRows() throws SQLException {
    Filling filling =
        filling(
            """
            create table trips (at date not null, name text) partition by range (at);
            create table trips_a partition of trips
              for values from ('2019-01-01') to ('2019-02-01');
            create table regions (region text not null, n int) partition by list (region);
            create table regions_a partition of regions for values in ('north', 'south');
            create table seeded (id int primary key, name text not null unique);
            insert into seeded select i, 'name ' || i from generate_series(1, 10) i;
            create function refuse() returns trigger language plpgsql as
              'begin raise exception ''no''; end';
            create trigger refuse before insert on seeded for each row execute function refuse();
            alter table seeded enable row level security;
            alter table seeded force row level security;
            """,
            200);
    assertThat(filling.rows("trips")).isEqualTo(200);
    assertThat(filling.rows("regions")).isEqualTo(200);
    assertThat(filling.ask("select count(*) from seeded")).isEqualTo(200);
  }

  @Test
  void isTheSameEachTime() throws SQLException {
    String sql = "create table boats (id uuid primary key, name text, at timestamptz not null)";
    String digest = "select md5(string_agg(b::text, '' order by id)) from boats b";
    assertThat(filling(sql, 50).text(digest)).isEqualTo(filling(sql, 50).text(digest));
  }

  @Test
  void knowsTablesByTheWordsOfATextAndWhatTheyReferTo() throws SQLException {
    server.createDatabase("named");
    DatabaseUrl url = server.superuserUrl().withDatabase("named");
    try (Connection connection = url.connect("towpath/test")) {
      execute(
          connection,
          """
          create table ports (id int primary key);
          create table boats (id int primary key, port int references ports);
          create table boats_old (id int);
          """);
      RowMaker maker = RowMaker.of(connection);
      Set<String> named = maker.mentioned(List.of("alter table BOATS add x int"));
      assertThat(named).containsExactly("public.boats");
      assertThat(maker.fill(named::contains, 3))
          .extracting(RowMaker.Filled::table)
          .containsExactly("public.ports", "public.boats");
    }
  }

  /// A filled database.
  private record Filling(DatabaseUrl url, Map<String, RowMaker.Filled> all) {
    RowMaker.Filled of(String table) {
      return Objects.requireNonNull(all.get("public." + table));
    }

    String why(String table) {
      return of(table).why();
    }

    long rows(String table) {
      return of(table).rows();
    }

    long ask(String sql) throws SQLException {
      return Long.parseLong(text(sql));
    }

    String text(String sql) throws SQLException {
      try (Connection connection = url.connect("towpath/test");
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(sql)) {
        row.next();
        return row.getString(1);
      }
    }

    void run(String sql) throws SQLException {
      try (Connection connection = url.connect("towpath/test")) {
        execute(connection, sql);
      }
    }
  }

  private static Filling filling(String schema, long rows) throws SQLException {
    String name = "filled" + ++databases;
    server.createDatabase(name);
    DatabaseUrl url = server.superuserUrl().withDatabase(name);
    try (Connection connection = url.connect("towpath/test")) {
      execute(connection, schema);
      List<RowMaker.Filled> filled = RowMaker.of(connection).fill(_ -> true, rows);
      return new Filling(
          url, filled.stream().collect(Collectors.toMap(RowMaker.Filled::table, each -> each)));
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
