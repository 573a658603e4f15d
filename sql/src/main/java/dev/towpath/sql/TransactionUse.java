package dev.towpath.sql;

/// How a statement stands to a transaction block.
public enum TransactionUse {
  /// It may run inside a transaction block.
  INSIDE,
  /// PostgreSQL refuses it inside a transaction block.
  ALONE,
  /// It begins or ends transactions itself.
  CONTROL;

  /// Says it of one statement. Thread-safe.
  public static TransactionUse of(String sql) {
    return LexicalUse.of(sql);
  }
}
