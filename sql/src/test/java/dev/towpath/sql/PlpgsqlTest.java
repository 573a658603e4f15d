package dev.towpath.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What is SQL in a body, and where it stands.
final class PlpgsqlTest {
  private static List<String> of(String body) {
    return Plpgsql.parts(body).stream().map(part -> told(part, body)).toList();
  }

  private static String told(Plpgsql.Part part, String body) {
    return switch (part) {
      case Plpgsql.Part.Sql(Span span, String sql) -> {
        assertThat(sql).hasSize(span.length());
        yield sql;
      }
      case Plpgsql.Part.Constant(Span span, Quoted quoted) -> "constant " + quoted.value();
      case Plpgsql.Part.Dynamic(Span span) -> "dynamic " + span.in(body);
    };
  }

  @Test
  void passesOverWhatIsNotSql() {
    assertThat(
            of(
                """
                <<outer>>
                declare
                  tolls int := (select 1);
                  c cursor for select 2;
                begin
                  tolls := 3;
                  if exists (select 4) and case when true then false end then
                    drop table cargo; -- with all of it
                  elsif tolls = 5 then
                    null;
                  else
                    alter table barge add column draught int;
                  end if;
                  case tolls when 1 then delete from toll; else truncate toll; end case;
                  while tolls < 6 loop update barge set draught = 7; end loop;
                  raise notice 'drop table x;';
                  return;
                exception when others then
                  create index on barge (draught);
                end outer;
                """))
        .containsExactly(
            "drop table cargo",
            "alter table barge add column draught int",
            "delete from toll",
            "truncate toll",
            "update barge set draught = 7",
            "create index on barge (draught)");
  }

  @Test
  void turnsPlpgsqlIntoSqlOfTheSameLength() {
    assertThat(
            of(
                "begin PERFORM refresh(1); select a, b into strict x.y, z[1] from t;"
                    + " insert into t values (1) returning id into n; end"))
        .containsExactly(
            "SELECT  refresh(1)",
            "select a, b                       from t",
            "insert into t values (1) returning id");
  }

  @Test
  void readsLoopsAndReturnedQueries() {
    assertThat(
            of(
                "begin for r in delete from t returning * loop drop table a; end loop;"
                    + " for i in 1..3 loop drop table b; end loop;"
                    + " return query select 1; end"))
        .containsExactly("delete from t returning *", "drop table a", "drop table b", "select 1");
  }

  @Test
  void readsConstantsThatAreExecuted() {
    assertThat(
            of(
                "begin execute 'drop table ''A'''; execute format($$drop table b$$);"
                    + " execute format('drop table %I', n); execute 'drop table ' || n;"
                    + " for r in execute q loop null; end loop; end"))
        .containsExactly(
            "constant drop table 'A'",
            "constant drop table b",
            "dynamic execute format('drop table %I', n)",
            "dynamic execute 'drop table ' || n",
            "dynamic execute q ");
  }

  @Test
  void readsAtomicBodies() {
    assertThat(of("begin atomic insert into t values (1); select 2; end"))
        .containsExactly("insert into t values (1)", "select 2");
  }

  @Test
  void knowsWhereACharacterOfAConstantStands() {
    String text = "do E'a''b\\nc'";
    Quoted quoted = Quoted.find(text, 0).orElseThrow();
    assertThat(quoted.value()).isEqualTo("a'b\nc");
    assertThat(text.charAt(quoted.place(2))).isEqualTo('b');
    assertThat(text.charAt(quoted.place(4))).isEqualTo('c');
  }

  @Test
  void endsForAnyBody() {
    for (String body : List.of("", "begin", "case case then", "into", "select into", "for", "<<")) {
      assertThat(of(body)).hasSizeLessThan(2);
    }
  }

  @Test
  void expressionsAreWhatStandsBetweenStatements() {
    assertThat(
            Plpgsql.expressions(
                """
                declare
                  many bigint := (select count(*) from barge);
                begin
                  if new.draught > 3 then new.deep := many > 2; end if;
                  return lock_rate();
                end
                """))
        .contains("(select count(*) from barge)", "new.draught > 3", "new.deep", "many > 2")
        .contains("lock_rate()");
  }
}
