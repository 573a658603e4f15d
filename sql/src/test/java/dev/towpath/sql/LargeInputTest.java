package dev.towpath.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.sql.syntax.Node;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Texts of 50 MB: they are cut, and parsed or refused, and the parser works on after them.
@Tag("slow")
final class LargeInputTest {
  private static final int SIZE = 50_000_000;

  @AfterEach
  void parsesOn() {
    assertThat(SqlParser.parse("select 1")).isInstanceOf(Parse.Tree.class);
  }

  @Test
  void cutsAScriptOfManyStatements() {
    String statement = "insert into parcel values (1, 'a;b');\n";
    int count = SIZE / statement.length();
    List<Statement> statements = Script.of(statement.repeat(count)).statements();
    assertThat(statements).hasSize(count);
    assertThat(TransactionUse.of(statements.getLast().sql())).isEqualTo(TransactionUse.INSIDE);
  }

  @Test
  void cutsAScriptThatIsNeverClosed() {
    String line = "select a, b, c, d, e, f, g, h from parcel;\n";
    Script quoted = Script.of("select '" + line.repeat(SIZE / line.length()));
    assertThat(quoted.statements().getFirst().error()).isPresent();
    assertThat(quoted.statements()).hasSize(SIZE / line.length());
    assertThat(Script.of("(;\n".repeat(SIZE / 3)).statements()).isNotEmpty();
  }

  @Test
  void takesRowsOfACopy() {
    String rows = "1\tparcel\n".repeat(SIZE / 9);
    List<Statement> statements = Script.of("copy t from stdin;\n" + rows + "\\.\n").statements();
    assertThat(statements.getFirst().copy().orElseThrow().rows()).hasSameSizeAs(rows);
  }

  @Test
  void parsesALongString() {
    assertThat(SqlParser.parse("select '" + "x".repeat(SIZE) + "'"))
        .isInstanceOfAny(Parse.Tree.class, Parse.Failure.class);
  }

  @Test
  void givesUpALongChainAndALongList() {
    assertThat(SqlParser.parse("select 1" + "+1".repeat(SIZE / 2)))
        .isInstanceOf(Parse.Failure.class);
    switch (SqlParser.parse("select a in (1" + ",1".repeat(SIZE / 2) + ")")) {
      case Parse.Tree(Node node) -> assertThat(node).isInstanceOf(Node.SelectStmt.class);
      case Parse.Failure(String message, int offset) -> assertThat(message).isNotBlank();
    }
  }
}
