package dev.towpath.lint.reading;

import dev.towpath.lint.Change;
import dev.towpath.lint.schema.Name;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.TransactionStmtKind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// Whether a script has set a limit of time before the first statement that may stop others.
public final class TimeLimit {
  private TimeLimit() {}

  /// The table that others may use and that this statement, as the first of its script, stops at
  /// least the writes of, if no limit holds by then; one SET is enough for a script.
  ///
  /// @param setting `lock_timeout` or `statement_timeout`
  /// @param millis what a value of the setting means
  public static Optional<Name> lacking(
      Change change, String setting, Function<String, OptionalLong> millis) {
    if (change.schema().script().isLimitedByDefault(setting)) {
      return Optional.empty();
    }
    List<Node> before = change.schema().script().statements();
    return StrongLocks.table(change, change.node())
        .filter(table -> !holds(before, setting, millis))
        .filter(
            table ->
                before.stream().noneMatch(each -> StrongLocks.table(change, each).isPresent()));
  }

  /// Whether a limit other than 0 holds behind some statements.
  private static boolean holds(
      List<Node> statements, String setting, Function<String, OptionalLong> millis) {
    boolean session = false;
    boolean local = false;
    for (Node each : statements) {
      Optional<String> value = SetValue.of(each, setting);
      if (value.isPresent()) {
        boolean limits = millis.apply(value.get()).orElse(1) > 0;
        local = limits;
        session = isLocal(each) ? session : limits;
      } else if (endsTransaction(each)) {
        local = session;
      }
    }
    return local;
  }

  private static boolean isLocal(Node statement) {
    return statement instanceof Node.VariableSetStmt set && set.isLocal();
  }

  private static boolean endsTransaction(Node statement) {
    return statement instanceof Node.TransactionStmt control
        && (control.kind() == TransactionStmtKind.TRANS_STMT_COMMIT
            || control.kind() == TransactionStmtKind.TRANS_STMT_ROLLBACK);
  }
}
