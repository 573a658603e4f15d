package dev.towpath.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.postgres.DatabaseUrl;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What each statement weighs, on a real server.
class WeightsTest {
  private static final int MOST_ROUNDS = 10;
  private static final String SCHEMA =
      """
      create table quay (id int primary key, name text, note text);
      alter table quay enable row level security;
      create table berth (id int);
      create table pool (id int);
      create policy readers on quay for select to canal_reader using (name = 'x');
      create policy limits on quay as restrictive to canal_reader using (name <> 'y');
      create view quay_name as select name from quay;
      create function due() returns int language sql as 'select 1';
      create type state as enum ('open', 'it''s, shut');
      create publication all_quays for table quay;
      grant select on quay to canal_reader;
      """;

  /// Each paragraph is about objects of its own and runs from top to bottom, a statement of each
  /// paragraph at a time; each statement makes one difference, and stands behind what it weighs.
  private static final String STATEMENTS =
      """
      LOOSENS: alter table quay disable row level security
      TIGHTENS: alter table quay enable row level security
      TIGHTENS: alter table quay force row level security
      LOOSENS: grant insert on quay to canal_reader
      LOOSENS: grant select on quay to canal_reader with grant option
      TIGHTENS: revoke insert on quay from canal_reader
      LOOSENS: grant all on quay to canal_reader
      TIGHTENS: revoke all on quay from canal_reader
      TOUCHES: alter table quay owner to canal_owner
      OTHER: comment on table quay is 'x'

      LOOSENS: create policy anyone on quay using (true)
      TIGHTENS: drop policy anyone on quay
      TIGHTENS: create policy few on quay as restrictive using (false)
      LOOSENS: drop policy few on quay

      TIGHTENS: alter policy limits on quay to public
      LOOSENS: alter policy limits on quay to canal_reader, canal_writer
      LOOSENS: alter policy limits on quay to canal_reader

      LOOSENS: alter policy readers on quay to canal_reader, canal_writer
      TIGHTENS: alter policy readers on quay to canal_writer
      TOUCHES: alter policy readers on quay to canal_reader
      LOOSENS: alter policy readers on quay to public
      LOOSENS: alter policy readers on quay using (true)
      TIGHTENS: alter policy readers on quay using (name = 'z')
      TOUCHES: alter policy readers on quay using (name = 'y')
      TIGHTENS: alter policy readers on quay using (false)

      TIGHTENS: revoke execute on function due() from public
      LOOSENS: alter function due() security definer
      TOUCHES: alter function due() cost 7
      TIGHTENS: alter function due() security invoker
      TIGHTENS: alter function due() set search_path = ''
      TOUCHES: alter function due() set search_path = public
      LOOSENS: alter function due() reset search_path
      OTHER: alter function due() cost 8

      LOOSENS: create function f() returns int language sql security definer as 'select 2'
      DESTRUCTIVE: drop function f()
      ADDITIVE: create function f() returns int language sql as 'select 2'

      TIGHTENS: alter view quay_name set (security_invoker = on)
      LOOSENS: alter view quay_name set (security_invoker = false)
      OTHER: create or replace view quay_name as select 'x' || name as name from quay

      ADDITIVE: create sequence numbers
      LOOSENS: grant usage on sequence numbers to canal_reader
      DESTRUCTIVE: drop sequence numbers

      LOOSENS: alter default privileges grant select on tables to canal_reader
      LOOSENS: alter default privileges grant select, insert on tables to canal_reader
      TIGHTENS: alter default privileges revoke all on tables from canal_reader

      TOUCHES: alter publication all_quays add table pool
      TOUCHES: drop publication all_quays

      ADDITIVE: create statistics more_of_it on name, note from quay
      DESTRUCTIVE: drop statistics more_of_it

      DESTRUCTIVE: alter table quay alter note type varchar(9)
      OTHER: alter table quay alter note set default 'x'
      DESTRUCTIVE: alter table quay drop column note cascade

      OTHER: alter table quay alter name set not null
      DESTRUCTIVE: alter table quay drop constraint quay_pkey
      ADDITIVE: create index on quay (name)

      DESTRUCTIVE: alter table berth set unlogged
      OTHER: comment on table berth is 'x'
      OTHER: alter table berth set logged

      ADDITIVE: alter type state add value 'half' before 'it''s, shut'
      DESTRUCTIVE: alter type state rename value 'half' to 'ajar'
      """;

  @Test
  void eachStatementIsWeighed() throws SQLException {
    List<List<String>> paragraphs =
        Stream.of(STATEMENTS.split("\n\n")).map(text -> text.lines().toList()).toList();
    try (Canal canal = new Canal(18)) {
      DatabaseUrl url = canal.empty("weights");
      Canal.run(url, SCHEMA);
      Catalog before = Canal.read(url);
      for (int round = 0; round < MOST_ROUNDS; round++) {
        int at = round;
        List<String> lines =
            paragraphs.stream().filter(text -> at < text.size()).map(text -> text.get(at)).toList();
        Canal.run(url, lines.stream().map(WeightsTest::sql).collect(Collectors.joining(";\n")));
        Catalog after = Canal.read(url);
        assertThat(weights(before, after))
            .as(String.join("\n", lines))
            .isEqualTo(lines.stream().map(line -> line.split(":", -1)[0]).sorted().toList());
        before = after;
      }
      assertThat(paragraphs).allMatch(text -> text.size() <= MOST_ROUNDS);
    }
  }

  private static String sql(String line) {
    return line.substring(line.indexOf(':') + 1);
  }

  private static List<String> weights(Catalog before, Catalog after) {
    Weights weights = Weights.between(before, after);
    return CatalogComparison.compare(before, after).stream()
        .map(weights::of)
        .map(weight -> weight.name().replace("_SECURITY", ""))
        .sorted()
        .toList();
  }
}
