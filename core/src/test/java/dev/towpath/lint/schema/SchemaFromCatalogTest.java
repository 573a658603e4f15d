package dev.towpath.lint.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.towpath.catalog.Catalog;
import dev.towpath.catalog.CatalogReader;
import dev.towpath.catalog.CatalogText;
import dev.towpath.catalog.Scope;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.sql.Script;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a schema knows of a real database.
final class SchemaFromCatalogTest {
  private static final String SQL =
      """
      create type rank as enum ('mate', 'master');
      create domain tons as integer check (value > 0);
      create table "Barge" (
        id bigint generated always as identity primary key,
        name varchar(20) not null default 'Anna',
        load tons,
        rank rank,
        constraint named check (name is not null));
      create table cargo (barge_id bigint not null, since date);
      alter table cargo add constraint of_barge foreign key (barge_id) references "Barge" not valid;
      create index cargo_since on cargo (since) where since is not null;
      create table toll (day date not null, amount numeric(10,2)) partition by range (day);
      create table toll_2025 partition of toll for values from ('2025-01-01') to ('2026-01-01');
      create table toll_rest partition of toll default;
      create view loads with (security_invoker = true) as select id, load from "Barge";
      create function dues(n int) returns int language sql stable as 'select n';
      alter table cargo enable row level security;
      create function named() returns trigger language plpgsql as $$
      begin new.name := 'it''s ' || new.name; return new; end $$;
      create trigger named before insert on "Barge" for each row execute function named();
      create function late() returns bigint set search_path = 'public', 'pg_temp'
      begin atomic select count(*) from cargo where since < now(); end;
      create policy own on cargo as restrictive for select to public using (true);
      """;

  private static Schema schema = new Schema();

  @BeforeAll
  static void read() throws Exception {
    try (ScratchServer server = ScratchServer.start(18, Platform.NONE);
        Connection connection = server.url().connect("towpath/test")) {
      try (Statement statement = connection.createStatement()) {
        for (dev.towpath.sql.Statement each : Script.of(SQL).statements()) {
          statement.execute(each.sql());
        }
      }
      Catalog catalog =
          new CatalogReader(Scope.plain(), Duration.ofMinutes(1)).read(connection).catalog();
      Catalog kept = CatalogText.read(CatalogText.write(catalog));
      schema = SchemaFromCatalog.of(kept, Map.of("public.cargo", 5_000_000L));
    }
  }

  private static Table table(String name) {
    return schema.table(new Name("", name)).orElseThrow();
  }

  @Test
  void codeIsKnownByWhatItUses() {
    assertThat(schema.code().using(new Thing.Column(new Name("public", "Barge"), "name")))
        .singleElement()
        .satisfies(user -> assertThat(user.words()).isEqualTo("function public.named"))
        .satisfies(user -> assertThat(user.bound()).isFalse());
    assertThat(schema.code().using(new Thing.Column(new Name("public", "cargo"), "since")))
        .extracting(Code.User::words, Code.User::bound)
        .containsExactly(tuple("function public.late", true));
  }

  @Test
  void columnsHaveTypesAndDefaults() {
    Table barge = table("Barge");
    assertThat(barge.born()).isFalse();
    assertThat(barge.column("name"))
        .hasValueSatisfying(
            column -> {
              assertThat(column.type()).isEqualTo("character varying(20)");
              assertThat(column.notNull()).isTrue();
              assertThat(column.hasDefault()).isTrue();
            });
    assertThat(barge.column("id")).hasValueSatisfying(id -> assertThat(id.hasDefault()).isTrue());
    assertThat(barge.provesNotNull("name")).isTrue();
    assertThat(barge.primaryKey()).isPresent();
  }

  @Test
  void foreignKeysAndIndexesAreKnown() {
    assertThat(schema.referencing(new Name("", "Barge")))
        .extracting(each -> each.name().toString())
        .containsExactly("public.cargo");
    assertThat(table("cargo").constraint("of_barge"))
        .hasValueSatisfying(key -> assertThat(key.validated()).isFalse());
    assertThat(schema.index(new Name("", "cargo_since")))
        .hasValueSatisfying(
            found -> {
              assertThat(found.index().partial()).isTrue();
              assertThat(found.index().born()).isFalse();
            });
  }

  @Test
  void partitionsHaveTheirParentsColumns() {
    assertThat(table("toll").sort()).isEqualTo(Table.Sort.PARTITIONED);
    assertThat(schema.partitions(new Name("", "toll")))
        .extracting(Table::isDefault)
        .containsExactlyInAnyOrder(false, true);
    assertThat(table("toll_2025").column("amount")).isPresent();
  }

  @Test
  void typesViewsAndRoutinesAreKnown() {
    assertThat(schema.type(new Name("", "rank")).orElseThrow().values())
        .isEqualTo(List.of("mate", "master"));
    assertThat(schema.type(new Name("", "tons")).orElseThrow().constrained()).isTrue();
    assertThat(schema.views().named(new Name("", "loads")).orElseThrow().invoker()).isTrue();
    assertThat(schema.routine(new Name("", "dues")).orElseThrow().volatility()).isEqualTo('s');
  }

  @Test
  void rowsAndRowSecurityAreKnown() {
    assertThat(table("cargo").rows()).hasValue(5_000_000);
    assertThat(table("cargo").rowSecurity()).isTrue();
    assertThat(table("cargo").policies()).hasSize(1);
  }
}
