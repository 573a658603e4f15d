package dev.towpath.sql;

import dev.towpath.sql.syntax.Node;

/// What PostgreSQL's grammar says about a statement.
public sealed interface Parse {
  /// It is one statement, and this is its syntax tree.
  record Tree(Node node) implements Parse {}

  /// It is not: PostgreSQL's own message, or why it couldn't be parsed, and the offset in the
  /// statement where that shows, in UTF-16 code units.
  record Failure(String message, int offset) implements Parse {}
}
