package dev.towpath.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.nio.charset.StandardCharsets;

/// Whatever the statement is: it is a tree that the schema knows, or a failure within the text.
final class SqlParserFuzzTest {
  @FuzzTest(maxDuration = "30s")
  void parsesAnything(byte[] utf8) {
    String sql = new String(utf8, StandardCharsets.UTF_8);
    switch (SqlParser.parse(sql)) {
      case Parse.Tree(Node node) -> assertThat(Nodes.find(node, Node.UnknownNode.class)).isEmpty();
      case Parse.Failure(String message, int offset) -> {
        assertThat(message).isNotBlank();
        assertThat(offset).isBetween(0, sql.length());
      }
    }
    assertThat(TransactionUse.of(sql)).isNotNull();
  }
}
