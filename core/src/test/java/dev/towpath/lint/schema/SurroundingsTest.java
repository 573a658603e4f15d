package dev.towpath.lint.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.sql.Parse;
import dev.towpath.sql.Script;
import dev.towpath.sql.SqlParser;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a schema knows beside its tables: views, functions, and who may use them.
final class SurroundingsTest {
  private final Schema schema = new Schema();

  private void run(String sql) {
    Script.of(sql)
        .statements()
        .forEach(
            statement -> {
              assertThat(SqlParser.parse(statement.sql())).isInstanceOf(Parse.Tree.class);
              if (SqlParser.parse(statement.sql()) instanceof Parse.Tree tree) {
                schema.apply(tree.node());
              }
            });
  }

  private static Name open(String name) {
    return new Name("public", name);
  }

  @Test
  void aViewReadsTheColumnsItNamesOrAllThereAre() {
    run(
        """
        create table barge (id bigint, name text);
        create table cargo (id bigint, barge_id bigint, tons int);
        create view loaded as
          with own as (select b.* from barge b)
          select c.tons, own.name from cargo c join own on own.id = c.barge_id;
        """);
    assertThat(schema.views().named(open("loaded")).orElseThrow().reads())
        .isEqualTo(
            Map.of(open("barge"), Set.of("id", "name"), open("cargo"), Set.of("tons", "barge_id")));
  }

  @Test
  void aViewFollowsItsTableAndFallsWithIt() {
    run(
        """
        create table barge (id bigint);
        create view one as select id from barge;
        create view two as select id from one;
        alter table barge rename to vessel;
        """);
    assertThat(schema.views().fallingWith(open("vessel")))
        .containsExactly("public.one", "public.two");
    run("drop table vessel cascade");
    assertThat(schema.views().named(open("two"))).isEmpty();
  }

  @Test
  void aFunctionIsKnownByItsInputTypes() {
    run(
        """
        create function toll(tons int, out due numeric) language sql as 'select 1.5';
        create function toll(tons numeric(8, 2)) returns numeric language sql security definer
          as 'select 1.5';
        alter function toll(numeric) set search_path = '';
        drop function toll(integer);
        """);
    assertThat(schema.signatures().of(open("toll"))).containsOnlyKeys("numeric");
    Signatures.Overload left = schema.signatures().overload(open("toll"), "numeric").orElseThrow();
    assertThat(left.definer() && left.ownPath() && left.callable() && left.born()).isTrue();
  }

  @Test
  void replacingAFunctionForgetsItsPath() {
    run(
        """
        create function toll() returns int language sql set search_path = '' as 'select 1';
        create or replace function toll() returns int language sql as 'select 1';
        """);
    assertThat(schema.signatures().overload(open("toll"), "").orElseThrow().ownPath()).isFalse();
  }

  @Test
  void whatIsMadeAnewHasTheDefaultRights() {
    run(
        """
        alter default privileges in schema public revoke all on tables from anon;
        create table barge (id bigint);
        grant select on barge to anon;
        """);
    assertThat(schema.access().said(Access.Kind.RELATION, open("barge"), "anon")).contains(true);
    run("drop table barge; create table barge (id bigint)");
    assertThat(schema.access().said(Access.Kind.RELATION, open("barge"), "anon")).contains(false);
  }

  @Test
  void inOneSchemaAloneNothingIsTakenFromEverybody() {
    run(
        """
        alter default privileges in schema public revoke execute on functions from public;
        create function toll() returns int language sql as 'select 1';
        """);
    assertThat(schema.access().said(Access.Kind.ROUTINE, open("toll"), Access.PUBLIC)).isEmpty();
  }
}
