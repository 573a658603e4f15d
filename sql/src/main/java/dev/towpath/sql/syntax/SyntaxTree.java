package dev.towpath.sql.syntax;

import java.util.ArrayList;
import java.util.List;

/// The statements that the parser found in a text.
public record SyntaxTree(List<Raw> statements) {
  /// A statement and the offset, in UTF-16, of the text that belongs to it.
  public record Raw(Node node, int offset) {}

  /// Reads the parser's JSON.
  public static SyntaxTree read(byte[] json, Offsets offsets) {
    JsonInput in = new JsonInput(json, offsets);
    List<Raw> statements = new ArrayList<>();
    for (String name = in.nextName(); name != null; name = in.nextName()) {
      if (name.equals("stmts")) {
        statements.addAll(in.list(SyntaxTree::raw));
      }
    }
    return new SyntaxTree(List.copyOf(statements));
  }

  private static Raw raw(JsonInput in) {
    Node.RawStmt raw = NodeReader.RawStmt(in);
    Node node = raw.stmt() == null ? new Node.Empty() : raw.stmt();
    return new Raw(node, raw.stmtLocation());
  }
}
