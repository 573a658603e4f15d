package dev.towpath.sql;

import dev.towpath.sql.Lexer.Kind;
import dev.towpath.sql.syntax.Node;
import java.util.Set;

/// How a statement stands to a transaction block, as far as its text says. What depends on the
/// database (a partitioned table in `CLUSTER` or `REINDEX`, a procedure that commits) it can't
/// know: such statements count as [#INSIDE], and PostgreSQL refuses them without harm.
public enum TransactionUse {
  /// It may run inside a transaction block. So may `SAVEPOINT` and `ROLLBACK TO`, and what is no
  /// SQL.
  INSIDE,
  /// PostgreSQL refuses it inside a transaction block.
  ALONE,
  /// It begins or ends a transaction itself.
  CONTROL;

  private static final Set<String> FIRST_WORDS =
      Set.of(
          "begin",
          "start",
          "commit",
          "end",
          "rollback",
          "abort",
          "prepare",
          "vacuum",
          "reindex",
          "cluster",
          "discard");
  private static final Set<String> FIRST_WORDS_WITH_SECOND = Set.of("create", "drop", "alter");
  private static final Set<String> LATER_WORDS =
      Set.of("concurrently", "system", "database", "tablespace", "subscription");

  /// Says it of one statement. Only a statement with a telling word costs a parse. Thread-safe.
  public static TransactionUse of(String sql) {
    if (!isTelling(sql)) {
      return INSIDE;
    }
    return switch (SqlParser.parse(sql)) {
      case Parse.Tree(Node node) -> of(node);
      case Parse.Failure failure -> INSIDE;
    };
  }

  /// Says it of a syntax tree.
  public static TransactionUse of(Node statement) {
    return TransactionRules.use(statement);
  }

  private static boolean isTelling(String sql) {
    Lexer lexer = new Lexer(sql, 0, sql.length());
    if (Tokens.nextUnit(lexer) != Kind.WORD) {
      return false;
    }
    if (lexer.isAnyWord(FIRST_WORDS)) {
      return true;
    } else if (lexer.isWord("do")) {
      return TransactionRules.mayEndTransaction(sql);
    }
    return lexer.isAnyWord(FIRST_WORDS_WITH_SECOND) && hasLaterWord(lexer);
  }

  private static boolean hasLaterWord(Lexer lexer) {
    while (lexer.next() != Kind.END) {
      if (lexer.isAnyWord(LATER_WORDS)) {
        return true;
      }
    }
    return false;
  }
}
