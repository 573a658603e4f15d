package dev.towpath.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SqlParserTest {
  @Test
  void givesATypedTree() {
    Node tree = tree("ALTER TABLE shop.orders DETACH PARTITION orders_2024 CONCURRENTLY;");
    assertThat(tree).isInstanceOf(Node.AlterTableStmt.class);
    if (tree instanceof Node.AlterTableStmt alter
        && alter.cmds().getFirst() instanceof Node.AlterTableCmd command
        && command.def() instanceof Node.PartitionCmd partition) {
      assertThat(command.subtype()).isEqualTo(AlterTableType.AT_DetachPartition);
      assertThat(partition.concurrent()).isTrue();
    }
  }

  @Test
  void countsInUtf16() {
    String sql = "select 'é😀', b from t";
    Node.ColumnRef column = Nodes.find(tree(sql), Node.ColumnRef.class).getFirst();
    assertThat(column.location()).isEqualTo(sql.indexOf("b from"));
    assertThat(SqlParser.parse("select 'é😀', from t"))
        .isEqualTo(new Parse.Failure("syntax error at or near \"from\"", 14));
  }

  @Test
  void findsNodesInTheOrderOfThePostgresFields() {
    Node tree = tree("create table t (a int, b text default lower('x'), check (b <> ''))");
    assertThat(Nodes.find(tree, Node.ColumnDef.class))
        .extracting(Node.ColumnDef::colname)
        .containsExactly("a", "b");
    assertThat(Nodes.find(tree, Node.FuncCall.class)).hasSize(1);
    assertThat(Nodes.find(tree("select distinct 1"), Node.Empty.class)).hasSize(1);
  }

  @Test
  void refusesWhatIsNotOneStatement() {
    assertThat(SqlParser.parse(" -- nothing"))
        .isEqualTo(new Parse.Failure("There is no statement here.", 0));
    assertThat(SqlParser.parse("select 1; select 2"))
        .isInstanceOfSatisfying(Parse.Failure.class, f -> assertThat(f.offset()).isEqualTo(10));
    assertThat(SqlParser.parse("select '\0'")).isInstanceOf(Parse.Failure.class);
    assertThat(SqlParser.parse("select '\ud800'")).isInstanceOf(Parse.Failure.class);
  }

  @Test
  void saysWhatIsWrongWithoutATree() {
    assertThat(SqlParser.mistake("create table t (a int);")).isEmpty();
    assertThat(SqlParser.mistake("select 'é😀', from t"))
        .contains(new Parse.Failure("syntax error at or near \"from\"", 14));
    assertThat(SqlParser.mistake("select '\0'")).isPresent();
  }

  @Test
  void survivesDeepNesting() {
    int depth = 100_000;
    for (String sql :
        List.of(
            "select " + "(".repeat(depth) + "1" + ")".repeat(depth),
            "select 1" + "+1".repeat(depth),
            "select 1" + " union select 1".repeat(depth),
            "select " + "case when a then ".repeat(depth) + "1" + " end".repeat(depth),
            "select 1" + "::int".repeat(depth))) {
      SqlParser.parse(sql); // may succeed, may fail, must not crash
      assertThat(tree("select 1")).isInstanceOf(Node.SelectStmt.class);
    }
    assertThat(SqlParser.parse("select 1" + "+1".repeat(4 * depth)))
        .isEqualTo(
            new Parse.Failure(
                "The statement can't be parsed: it is nested too deeply for the parser.", 0));
  }

  @Test
  void failsForAThreadThatIsInterrupted() {
    Thread.currentThread().interrupt();
    Parse parse = SqlParser.parse("select 1");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(parse)
        .isEqualTo(
            new Parse.Failure(
                "The statement can't be parsed: the thread was interrupted while it waited for the"
                    + " parser.",
                0));
    assertThat(tree("select 1")).isInstanceOf(Node.SelectStmt.class);
  }

  @Test
  void parsesOnManyThreadsAtOnce() {
    List<Boolean> right =
        IntStream.range(0, 2_000)
            .parallel()
            .mapToObj(
                i -> {
                  Node tree = tree("select " + i + " from t where a = 'x' and b in (1, 2, 3)");
                  Node.Integer number = Nodes.find(tree, Node.Integer.class).getFirst();
                  return number.ival() == i;
                })
            .toList();
    assertThat(right).hasSize(2_000).doesNotContain(false);
  }

  private static Node tree(String sql) {
    return switch (SqlParser.parse(sql)) {
      case Parse.Tree(Node node) -> node;
      case Parse.Failure failure -> throw new AssertionError(failure);
    };
  }
}
