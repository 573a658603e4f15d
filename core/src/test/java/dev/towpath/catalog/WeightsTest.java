package dev.towpath.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.postgres.DatabaseUrl;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What each statement weighs, on a real server.
class WeightsTest {
  private static final String SCHEMA =
      """
      create table quay (id int primary key, name text, note text);
      alter table quay enable row level security;
      create table berth (id int);
      create policy readers on quay for select to canal_reader using (name = 'x');
      create policy limits on quay as restrictive to canal_reader using (name <> 'y');
      create view quay_name as select name from quay;
      create function due() returns int language sql as 'select 1';
      create type state as enum ('open', 'it''s, shut');
      create publication all_quays for table quay;
      grant select on quay to canal_reader;
      """;

  /// Run one after the other, each with what the difference that it makes weighs.
  private static final String STATEMENTS =
      """
      LOOSENS: alter table quay disable row level security
      TIGHTENS: alter table quay enable row level security
      TIGHTENS: alter table quay force row level security
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
      LOOSENS: grant insert on quay to canal_reader
      LOOSENS: grant select on quay to canal_reader with grant option
      TIGHTENS: revoke insert on quay from canal_reader
      LOOSENS: grant all on quay to canal_reader
      TIGHTENS: revoke all on quay from canal_reader
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
      OTHER: create or replace view quay_name as select note::text as name from quay
      LOOSENS: create table open_quay (id int); grant select on open_quay to canal_reader
      DESTRUCTIVE: drop table open_quay
      ADDITIVE: create table own_quay (id int)
      LOOSENS: alter default privileges grant select on tables to canal_reader
      LOOSENS: alter default privileges grant select, insert on tables to canal_reader
      TIGHTENS: alter default privileges revoke all on tables from canal_reader
      TOUCHES: alter table quay owner to canal_owner
      TOUCHES: alter publication all_quays add table berth
      TOUCHES: drop publication all_quays
      ADDITIVE: alter table quay add column more int
      DESTRUCTIVE: alter table quay alter more type smallint
      DESTRUCTIVE: alter table quay drop column more
      DESTRUCTIVE: alter table quay drop constraint quay_pkey
      DESTRUCTIVE: alter table berth set unlogged
      OTHER: alter table berth set logged
      OTHER: comment on table quay is 'x'
      OTHER: alter table quay alter name set not null
      ADDITIVE: alter type state add value 'half' before 'it''s, shut'
      DESTRUCTIVE: alter type state rename value 'half' to 'ajar'
      DESTRUCTIVE: drop table berth
      """;

  @Test
  void eachStatementIsWeighed() throws SQLException {
    List<String> wrong = new ArrayList<>();
    try (Canal canal = new Canal(18)) {
      DatabaseUrl url = canal.empty("weights");
      Canal.run(url, SCHEMA);
      Catalog before = Canal.read(url);
      for (String line : STATEMENTS.lines().toList()) {
        String[] parts = line.split(": ", 2);
        Canal.run(url, parts[1]);
        Catalog after = Canal.read(url);
        Weights weights = Weights.between(before, after);
        String found =
            CatalogComparison.compare(before, after).stream()
                .map(weights::of)
                .min(Comparator.naturalOrder())
                .map(weight -> weight.name().replace("_SECURITY", ""))
                .orElse("nothing");
        if (!found.equals(parts[0])) {
          wrong.add(line + " is " + found);
        }
        before = after;
      }
    }
    assertThat(wrong).isEmpty();
  }
}
