package dev.towpath.lint;

import dev.towpath.sql.Statement;
import dev.towpath.sql.TransactionUse;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.TransactionStmtKind;
import java.util.List;

/// Says of each statement of a script in turn which transaction it will run in.
final class Boundaries {
  private final Runner.Boundaries way;
  private final boolean single;
  private Transaction open;

  /// @param transaction false where the script itself asks for none around it
  /// @param statements of the script
  Boundaries(Runner runner, boolean transaction, List<Statement> statements) {
    this.way = transaction ? way(runner.boundaries(), statements) : Runner.Boundaries.STATEMENT;
    this.single = statements.size() == 1;
    this.open = between();
  }

  private static Runner.Boundaries way(Runner.Boundaries asked, List<Statement> statements) {
    boolean none =
        switch (asked) {
          case SPLIT, FILE, MESSAGE, STATEMENT, SINGLE -> false;
          case UNIFORM -> statements.stream().allMatch(Boundaries::isAlone);
          case MIXED -> statements.stream().anyMatch(Boundaries::isAlone);
        };
    return none ? Runner.Boundaries.STATEMENT : asked;
  }

  private static boolean isAlone(Statement statement) {
    return TransactionUse.of(statement.sql()) == TransactionUse.ALONE;
  }

  /// The transaction of the next statement.
  Transaction next(Node statement) {
    if (statement instanceof Node.TransactionStmt control) {
      return control(control.kind());
    }
    if (open.opener() == Transaction.Opener.SCRIPT) {
      return open;
    }
    return switch (way) {
      case FILE, UNIFORM, MIXED -> open;
      case MESSAGE -> single ? new Transaction(Transaction.Opener.NO_ONE) : open;
      case STATEMENT, SINGLE -> new Transaction(Transaction.Opener.NO_ONE);
      case SPLIT -> split(statement);
    };
  }

  private Transaction split(Node statement) {
    if (TransactionUse.of(statement) != TransactionUse.ALONE) {
      return open;
    }
    open = between();
    return new Transaction(Transaction.Opener.NO_ONE);
  }

  private Transaction control(TransactionStmtKind kind) {
    Transaction own = open;
    switch (kind) {
      case TRANS_STMT_BEGIN, TRANS_STMT_START ->
          open = own = new Transaction(Transaction.Opener.SCRIPT);
      case TRANS_STMT_COMMIT,
          TRANS_STMT_ROLLBACK,
          TRANS_STMT_PREPARE,
          TRANS_STMT_COMMIT_PREPARED,
          TRANS_STMT_ROLLBACK_PREPARED ->
          open = between();
      case TRANS_STMT_SAVEPOINT, TRANS_STMT_RELEASE, TRANS_STMT_ROLLBACK_TO -> {} // stays in it
    }
    return own;
  }

  private Transaction between() {
    return new Transaction(
        way == Runner.Boundaries.STATEMENT || way == Runner.Boundaries.SINGLE
            ? Transaction.Opener.NO_ONE
            : Transaction.Opener.RUNNER);
  }
}
