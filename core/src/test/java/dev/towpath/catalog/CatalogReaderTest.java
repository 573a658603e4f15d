package dev.towpath.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CatalogReaderTest {
  private static Canal canal;
  private static DatabaseUrl url;
  private static Catalog catalog;

  @BeforeAll
  static void start() throws SQLException {
    canal = new Canal(18);
    url = canal.everything("first");
    catalog = Canal.read(url);
  }

  @AfterAll
  static void stop() {
    canal.close();
  }

  @Test
  void holdsEveryKindOfObjectThatOneServerCanHave() {
    Set<Kind> kinds =
        catalog.objects().stream().map(o -> o.name().kind()).collect(Collectors.toSet());
    assertThat(EnumSet.complementOf(EnumSet.copyOf(kinds)))
        .containsExactly(Kind.LANGUAGE, Kind.ACCESS_METHOD, Kind.TRANSFORM, Kind.SUBSCRIPTION);
  }

  @Test
  void theSameStatementsGiveTheSameBytes() throws SQLException {
    DatabaseUrl second = canal.empty("second");
    Canal.run(
        second,
        "create table passing_by (id serial primary key, t text); drop table passing_by;"
            + " alter database second set search_path = canal, public;"
            + " alter database second set datestyle = 'German';");
    Canal.run(second, Canal.script());
    Canal.run(second, "alter database second set quote_all_identifiers = on");
    assertThat(CatalogText.write(Canal.read(second))).isEqualTo(CatalogText.write(catalog));
  }

  @Test
  void theTextReadsBackAsTheEqualCatalog() {
    assertThat(CatalogText.read(CatalogText.write(catalog))).isEqualTo(catalog);
  }

  @Test
  void secretsAreNeverRead() {
    assertThat(CatalogText.write(catalog)).contains("option password: (secret)");
    assertThat(CatalogText.write(catalog)).doesNotContain("hunter2");
  }

  @Test
  void facetsCanBeLeftOut() {
    String text = CatalogText.write(catalog.without(EnumSet.allOf(Facet.class)));
    assertThat(text).doesNotContain("  owner:", "  grant ", "default-privileges");
    assertThat(text).contains("extension citext").doesNotContain("  version: 1.8");
  }

  @Test
  void theConnectionIsLeftAsItWas() throws SQLException {
    try (Connection connection = url.connect("towpath/test");
        Statement statement = connection.createStatement()) {
      statement.execute("set search_path = canal");
      new CatalogReader(Scope.plain(), Canal.LIMIT).read(connection);
      assertThat(connection.getAutoCommit()).isTrue();
      assertThat(connection.getSchema()).isEqualTo("canal");
      statement.execute("create temp table still_writable ()");
    }
  }

  @Test
  void whatARoleMayNotReadIsNamedAndNotReportedAsAbsent() throws SQLException {
    DatabaseUrl second = canal.everything("limited");
    Canal.run(second, "revoke select on pg_catalog.pg_policy from public");
    Catalog limited = Canal.read(second.withUser("canal_reader", "barge"));
    assertThat(limited.unseen()).extracting(Unseen::kind).containsExactly(Kind.POLICY);
    assertThat(CatalogComparison.compare(catalog, limited)).isEmpty();
    assertThat(CatalogText.read(CatalogText.write(limited))).isEqualTo(limited);
  }

  @Test
  void aTableThatIsLockedStopsNothingForGood() throws SQLException {
    try (Connection blocker = url.connect("towpath/test");
        Statement statement = blocker.createStatement();
        Connection connection = url.connect("towpath/test")) {
      blocker.setAutoCommit(false);
      statement.execute("lock table canal.boat in access exclusive mode");
      CatalogReader hasty = new CatalogReader(Scope.plain(), Duration.ofMillis(300));
      assertThatThrownBy(() -> hasty.read(connection))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem().code()).isEqualTo("catalog-timed-out"));
    }
  }

  @Test
  void historiesOfToolsAndTowpathsOwnTablesAreLeftOut() throws SQLException {
    DatabaseUrl second = canal.empty("tools");
    Catalog before = Canal.read(second);
    Canal.run(
        second,
        """
        create schema towpath; create table towpath.record (id int primary key);
        create table public._prisma_migrations (id text primary key, logs text default '');
        create table public.flyway_schema_history (installed_rank int, success boolean);
        create index flyway_schema_history_s_idx on public.flyway_schema_history (success);
        """);
    assertThat(Canal.read(second)).isEqualTo(before);
  }

  @Test
  void aUsersTriggersAndPoliciesOnThePlatformsTablesAreKept() throws SQLException {
    DatabaseUrl second = canal.empty("platform");
    Canal.run(
        second,
        """
        create schema auth; create table auth.users (id int primary key);
        create function auth.own() returns trigger language plpgsql as 'begin return new; end';
        create trigger platforms before insert on auth.users
          for each row execute function auth.own();
        create function public.welcome() returns trigger language plpgsql
          as 'begin return new; end';
        create trigger welcome after insert on auth.users
          for each row execute function public.welcome();
        create policy own_row on auth.users using (true);
        """);
    assertThat(Canal.read(second, new Scope(Set.of("auth"), Set.of(), Set.of())).objects())
        .extracting(object -> object.name().title())
        .contains("policy own_row of auth.users", "trigger welcome of auth.users")
        .doesNotContain(
            "schema auth",
            "table auth.users",
            "trigger platforms of auth.users",
            "function auth.own()");
  }

  @Test
  void aFileThatIsNoSnapshotIsSaidToBeNone() {
    assertThatThrownBy(() -> CatalogText.read("towpath catalog 1\nmajor 18\n\nwhale x in y\n"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo("catalog-unreadable");
              assertThat(e.problem().what()).contains("Line 4");
            });
  }
}
