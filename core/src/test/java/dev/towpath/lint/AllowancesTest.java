package dev.towpath.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Lines `-- towpath:allow`.
final class AllowancesTest {
  private static final String TABLES = "create table a (id int); create table b (id int);";

  private static List<String> found(String sql) {
    return Scripts.found(TABLES, sql);
  }

  @Test
  void holdsForTheNextStatement() {
    assertThat(
            found("-- towpath:allow drop-table: empty\n-- and more\ndrop table a;\ndrop table b;"))
        .containsExactly("drop-table W 4:1");
  }

  @Test
  void holdsForTheStatementBeforeItOnItsLine() {
    assertThat(found("drop table a; -- towpath:allow drop-table: empty\ndrop table b;"))
        .containsExactly("drop-table W 2:1");
    assertThat(found("drop table b;\ndrop table a; -- towpath:allow drop-table: empty"))
        .containsExactly("drop-table W 1:1");
  }

  @Test
  void holdsWithinAStatement() {
    assertThat(found("drop table\n -- towpath:allow drop-table: empty\n a;\ndrop table b;"))
        .containsExactly("drop-table W 4:1");
  }

  @Test
  void holdsForAWholeBodyOrForAStatementInIt() {
    assertThat(
            found(
                "-- towpath:allow drop-table: empty\n"
                    + "do $$ begin drop table a; drop table b; end $$;"))
        .isEmpty();
    assertThat(
            found(
                """
                do $$
                begin
                  -- towpath:allow drop-table: empty
                  drop table a;
                  drop table b;
                end $$;
                """))
        .containsExactly("drop-table W 5:3");
  }

  @Test
  void takesSeveralRules() {
    assertThat(found("-- towpath:allow drop-table, truncate: all empty\ndrop table a;"))
        .containsExactly("allow-unused W 1:1");
  }

  @Test
  void needsAReason() {
    assertThat(found("-- towpath:allow drop-table\ndrop table a;"))
        .containsExactly("allow-without-reason E 1:1");
    assertThat(found("-- towpath:allow drop-table:  \ndrop table a;"))
        .containsExactly("allow-without-reason E 1:1");
  }

  @Test
  void guessesTheRule() {
    Guard guard = Scripts.guard();
    assertThat(
            guard.check(List.of(Scripts.of("1.sql", "-- towpath:allow drop-tabel: x\nselect 1;"))))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("allow-unknown-rule");
              assertThat(finding.help()).contains("drop-table");
            });
  }

  @Test
  void saysWhichIsNotUsed() {
    assertThat(found("select 1; -- towpath:allow drop-table: x\n"))
        .containsExactly("allow-unused W 1:11");
    assertThat(found("-- towpath:allow drop-table: no statement\n"))
        .containsExactly("allow-unused W 1:1");
  }

  @Test
  void isNoneInAString() {
    assertThat(found("insert into a select 1 where 'x' <> '-- towpath:allow drop-table: x';"))
        .doesNotContain("drop-table W 1:1");
  }
}
