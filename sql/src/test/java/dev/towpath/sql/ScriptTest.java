package dev.towpath.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ScriptTest {
  @Test
  void cutsAtSemicolonsAndDropsWhatIsEmpty() {
    assertThat(sql("-- first\nselect 1;\n;;\n/* x; */ select 2 ; -- end"))
        .containsExactly("select 1", "select 2");
  }

  @Test
  void holdsNoStatementsWhereThereAreNone() {
    assertThat(sql("")).isEmpty();
    assertThat(sql(" \r\n -- only a comment")).isEmpty();
    assertThat(sql("/* a /* nested; */ one */ ;")).isEmpty();
  }

  @Test
  void keepsQuotesTogether() {
    assertThat(sql("select E'it\\'s; x'; select 'a''b;', U&'\\0061;', B'1', X'f', N'n;'"))
        .hasSize(2);
    assertThat(sql("select \"a;\"\"b\"; select foo$bar$baz; select $1, $a$;$b$;$a$")).hasSize(3);
    assertThat(sql("select $$ ; $x$ ; $$; select 'a'\n';b'; select 1")).hasSize(3);
  }

  /// Here the server is right, not psql, which forgets over the line break that backslashes
  /// escape.
  @Test
  void goesOnWithAnEscapeStringOnTheNextLine() {
    assertThat(sql("select E'a'\n'b\\'c;'; select 1")).hasSize(2);
  }

  @Test
  void keepsParenthesesTogether() {
    assertThat(
            sql(
                "create rule r as on insert to t do (insert into a values (1); select 2); select"
                    + " 1"))
        .hasSize(2);
  }

  @Test
  void keepsAtomicBodiesTogether() {
    String body =
        "create or replace function pending() returns int language sql begin atomic"
            + " select case when 1 = 1 then 2 else 3 end; select legend from t_end; end";
    assertThat(sql(body + "; select 1")).containsExactly(body, "select 1");
  }

  @Test
  void cutsBehindANameThatIsBegin() {
    assertThat(sql("create function begin() returns int return 1;\nselect 1;"))
        .containsExactly("create function begin() returns int return 1", "select 1");
  }

  @Test
  void takesTheRowsOfCopy() {
    Script script = Script.of("copy t from stdin; select 2;\r\n1;\t'\r\n\\.\r\nselect 3;");
    assertThat(script.statements().getFirst().copy().orElseThrow().rows()).isEqualTo("1;\t'\r\n");
    assertThat(script.statements())
        .extracting(Statement::sql)
        .containsExactly("copy t from stdin", "select 2", "select 3");
  }

  @Test
  void takesRowsUpToTheEnd() {
    Script script = Script.of("copy a from stdin; copy b(x) from stdin with csv;\n1\n\\.\n2");
    assertThat(script.statements())
        .extracting(statement -> statement.copy().orElseThrow().rows())
        .containsExactly("1\n", "2");
  }

  @Test
  void refusesCommandsOfPsqlForThemselvesOnly() {
    Script script =
        Script.of("\\restrict abc\nselect 1;\n\\connect other\nselect 2 \\gset\nselect 3;");
    assertThat(script.statements())
        .extracting(Statement::sql)
        .containsExactly("select 1", "\\connect other", "select 2 \\gset", "select 3");
    assertThat(errors(script))
        .containsExactly(
            "",
            "\\connect is a command of psql, not SQL: take it out of the script, or write what it"
                + " does in SQL.",
            "\\gset is a command of psql, not SQL: take it out of the script, or write what it"
                + " does in SQL.",
            "");
  }

  @Test
  void losesOnlyTheStatementThatIsNotClosed() {
    Script script =
        Script.of("select 'a;\nselect 2;\nselect \"b;\n select 3;\nselect (4;\nselect 5;");
    assertThat(script.statements())
        .extracting(Statement::sql)
        .containsExactly(
            "select 'a", "select 2", "select \"b", "select 3", "select (4", "select 5");
    assertThat(errors(script))
        .containsExactly(
            "This quoted string is never closed.",
            "",
            "This quoted name is never closed.",
            "",
            "This parenthesis is never closed.",
            "");
  }

  @Test
  void refusesWhatIsNoUnicode() {
    Script script = Script.of("select '\0'; select '\ud800'; select '\ud83d\ude00'");
    assertThat(errors(script))
        .containsExactly(
            "A NUL character can't stand in SQL.",
            "Half of a surrogate pair stands here; the text is no valid Unicode.",
            "");
  }

  @Test
  void countsFromTheStartOfTheText() {
    String text = "-- up\nselect 1;\n-- down\n  select 2;";
    Script script = Script.of(text, new Span(text.indexOf("-- down"), text.length()));
    Statement down = script.statements().getFirst();
    assertThat(down.span().in(text)).isEqualTo("select 2");
    assertThat(script.position(down.span().start())).isEqualTo(new Position(4, 3));
  }

  @Test
  void passesOverAByteOrderMark() {
    assertThat(sql("\uFEFFselect 1")).containsExactly("select 1");
  }

  @Test
  void readsATextThatIsAllErrors() {
    assertThat(sql("(;\n".repeat(1_000_000))).hasSizeGreaterThan(2);
  }

  private static List<String> sql(String text) {
    return Script.of(text).statements().stream().map(Statement::sql).toList();
  }

  private static List<String> errors(Script script) {
    return script.statements().stream()
        .map(statement -> statement.error().map(ScriptError::message).orElse(""))
        .toList();
  }
}
