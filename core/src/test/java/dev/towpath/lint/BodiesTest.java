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
                "do $$ begin execute 'drop table barge';\n execute 'drop table ' || x; end $$;"))
        .containsExactly("drop-table W 1:22", "dynamic-sql N 2:2");
  }

  @Test
  void textsMadeOfConstantsAreRead() {
    String[] made = {
      "execute 'drop table ' || 'barge'",
      "execute format('drop %2$s %1$I', 'barge', 'table')",
      "execute 'drop table ' || quote_ident('barge')",
      "foreach t in array array['barge']::text[] loop execute format('drop table %s', t); end loop",
      "foreach t in array ts loop execute 'drop table public.' || t; end loop",
    };
    for (String each : made) {
      String block =
          "do $$ declare ts text[] := array['barge']; t text;\nbegin " + each + "; end $$;";
      assertThat(Scripts.found(BARGE, block))
          .as(each)
          .singleElement()
          .asString()
          .startsWith("drop-table W 2:");
    }
  }

  @Test
  void textsMadeOfAnythingElseAreNot() {
    String[] made = {
      "execute 'drop table ' || t",
      "execute format('drop table %I', current_setting('canal.table'))",
      "execute format('drop table %I')",
      "foreach t in array array['barge', u] loop execute format('drop table %I', t); end loop",
      "for t in select 'barge' loop execute format('drop table %I', t); end loop",
    };
    for (String each : made) {
      String block = "do $$ declare t text;\nbegin " + each + "; end $$;";
      assertThat(Scripts.found(BARGE, block))
          .as(each)
          .singleElement()
          .asString()
          .startsWith("dynamic-sql N 2:");
    }
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
