package dev.towpath.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What rules say of statements in bodies, and where.
final class BodiesTest {
  private static final String BARGE = "create table barge (id bigint);\n";

  @Test
  void doBlockRunsNow() {
    assertThat(
            Scripts.found(
                BARGE,
                """
                do $$
                begin
                  if true then
                    drop table barge;
                  end if;
                end $$;
                """))
        .containsExactly("drop table W 4:5".replace("drop table", "drop-table"));
  }

  @Test
  void placesAreExactInQuotedBodiesToo() {
    assertThat(
            Scripts.found(
                BARGE, "do language 'plpgsql' 'begin\n perform ''x''; drop table barge; end';"))
        .containsExactly("drop-table W 2:17");
  }

  @Test
  void routineRunsWhenItIsCalled() {
    String routine = "create function clear() returns void language %s as $$\n%s\n$$;\n";
    String sql = routine.formatted("sql", "  drop table barge;");
    String plpgsql = routine.formatted("plpgsql", "begin drop table barge; end");
    assertThat(Scripts.found(BARGE, sql)).containsExactly("drop-table N 2:3");
    assertThat(Scripts.found(BARGE, plpgsql)).containsExactly("drop-table N 2:7");
    assertThat(Scripts.found(BARGE, sql + "select clear();")).containsExactly("drop-table W 2:3");
    assertThat(Scripts.found(BARGE, plpgsql + "do $$begin perform clear(); end$$;"))
        .containsExactly("drop-table W 2:7");
  }

  @Test
  void atomicBodiesAreRead() {
    assertThat(
            Scripts.found(
                BARGE, "create procedure clear() begin atomic\n select 1; delete from barge; end;"))
        .containsExactly("delete-without-where N 2:24");
  }

  @Test
  void constantsThatAreExecutedAreRead() {
    assertThat(
            Scripts.found(
                BARGE,
                "do $$ begin execute 'drop table barge';\n execute 'drop table ' || 'x'; end $$;"))
        .containsExactly("drop-table W 1:22", "dynamic-sql N 2:2");
  }

  @Test
  void unknownLanguagesArePassedOver() {
    assertThat(Scripts.found(BARGE, "do language plpython3u $$ drop table barge $$;")).isEmpty();
  }

  @Test
  void whatCantBeReadIsNotPassedOver() {
    assertThat(
            Scripts.found(
                BARGE,
                "create function f() returns void language plpgsql as $$\nbegin\n"
                    + "  update barge set where;\n  perform 1;\nend $$;"))
        .containsExactly("body-not-read N 3:3");
  }
}
