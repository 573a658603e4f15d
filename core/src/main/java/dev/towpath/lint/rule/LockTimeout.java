package dev.towpath.lint.rule;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rewrite;
import dev.towpath.lint.Rule;
import dev.towpath.lint.reading.SetValue;
import dev.towpath.lint.reading.StrongLocks;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.TransactionStmtKind;
import java.util.List;
import java.util.Optional;

/// A script waits for a lock without limit, and everybody behind it.
final class LockTimeout implements Rule {
  @Override
  public String name() {
    return "lock-timeout";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  /// Only the first such statement of a script is told of: one SET is enough.
  @Override
  public List<Hit> check(Change change) {
    List<Node> before = change.schema().script().statements();
    if (change.setting().runner().lockTimeout().isPresent()
        || !change.schema().script().waitsByDefault()) {
      return List.of();
    }
    return StrongLocks.table(change, change.node())
        .filter(table -> !isLimited(before))
        .filter(
            table -> before.stream().noneMatch(each -> StrongLocks.table(change, each).isPresent()))
        .map(table -> hit(change, table))
        .stream()
        .toList();
  }

  /// Whether a `lock_timeout` other than 0 holds behind some statements.
  private static boolean isLimited(List<Node> statements) {
    boolean session = false;
    boolean local = false;
    for (Node each : statements) {
      Optional<String> value = SetValue.of(each, LockTimeoutTooLong.SETTING);
      if (value.isPresent()) {
        boolean limits = LockTimeoutTooLong.millis(value.get()).orElse(1) > 0;
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

  private static Hit hit(Change change, Name table) {
    return Hit.of("This waits for its lock on %s without limit.".formatted(table))
        .because(
            "While it waits behind a long query or an open transaction, all later writes of the"
                + " table, and most often reads too, wait behind it. %s sets no lock_timeout."
                    .formatted(change.setting().runner().name()))
        .help("Set a lock_timeout of a few seconds first; if it runs out, try again later.")
        .rewrite(Rewrite.insert(0, "SET lock_timeout = '2s';\n"));
  }
}
