package dev.towpath.lint.rule.lock;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.effect.Effects;
import dev.towpath.lint.effect.Touch;
import dev.towpath.lint.locks.Effect;
import dev.towpath.lint.locks.LockMode;
import dev.towpath.lint.reading.HeldLocks;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.Optional;

/// A statement that takes time runs while the transaction keeps a table from everyone.
final class StatementAfterAccessExclusive implements Rule {
  @Override
  public String name() {
    return "statement-after-access-exclusive";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!change.transaction().isBlock()) {
      return List.of();
    }
    Optional<Touch> slow = slow(change);
    if (slow.isEmpty() || !new ValidateInSameTransaction().check(change).isEmpty()) {
      return List.of();
    }
    return isSaid(change) ? List.of() : said(change, slow.get());
  }

  /// Whether an earlier statement was slow behind such a lock: once for a transaction is enough.
  private static boolean isSaid(Change change) {
    return change.transaction().earlier().stream()
        .dropWhile(each -> !locks(each))
        .skip(1)
        .anyMatch(each -> slow(each).isPresent());
  }

  private static boolean locks(Change change) {
    return HeldLocks.taken(change).stream()
        .anyMatch(touch -> touch.mode() == LockMode.ACCESS_EXCLUSIVE);
  }

  private static List<Hit> said(Change change, Touch slow) {
    return HeldLocks.before(change)
        .filter(held -> held.touch().mode() == LockMode.ACCESS_EXCLUSIVE)
        .filter(held -> !writesRows(change) || !held.table().equals(slow.object()))
        .findFirst()
        .map(held -> hit(held, slow))
        .stream()
        .toList();
  }

  /// What takes as long as a table in use is big.
  private static Optional<Touch> slow(Change change) {
    Effects effects = Effects.kept(change);
    boolean knowsKeys = change.known(change.table()).filter(Table::complete).isPresent();
    List<Touch> touches = writesRows(change) && knowsKeys ? effects.possible() : effects.certain();
    return touches.stream()
        .filter(touch -> !touch.indexes() && (touch.rewrites() || touch.scans()))
        .filter(touch -> change.isInUse(touch.object()))
        .findFirst();
  }

  /// Of rows that are written to the table that was altered another rule speaks.
  private static boolean writesRows(Change change) {
    return change.node() instanceof Node.UpdateStmt || change.node() instanceof Node.DeleteStmt;
  }

  private static Hit hit(HeldLocks.Held held, Touch slow) {
    Name table = slow.object();
    String what =
        slow.effects().contains(Effect.REWRITE)
            ? "writes all of %s anew"
            : slow.mode() == LockMode.ROW_EXCLUSIVE ? "goes through %s" : "reads all of %s";
    return Hit.of("This %s while nobody can use %s.".formatted(what.formatted(table), held.table()))
        .because(
            ("`%s` holds ACCESS EXCLUSIVE on %s until the commit: every query on it waits until"
                    + " this statement is done as well.")
                .formatted(held.words(), held.table()))
        .help(
            "Put it into a migration of its own, so that the short statement's lock is gone by"
                + " then.")
        .sizedBy(table);
  }
}
