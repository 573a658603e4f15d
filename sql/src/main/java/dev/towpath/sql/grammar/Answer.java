package dev.towpath.sql.grammar;

/// What the grammar says about a text.
public sealed interface Answer<T> {
  /// It is SQL, and this was made of its parse tree.
  record Tree<T>(T tree) implements Answer<T> {}

  /// It is not SQL. The position counts code points from 1, and is 0 where PostgreSQL knows none.
  record Mistake<T>(String message, int position) implements Answer<T> {}

  /// The parser gave up: nothing is known about the text.
  record GivenUp<T>(String reason) implements Answer<T> {}
}
