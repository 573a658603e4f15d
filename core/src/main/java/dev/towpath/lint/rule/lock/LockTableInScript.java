package dev.towpath.lint.rule.lock;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.locks.LockMode;
import dev.towpath.lint.reading.InUse;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// LOCK TABLE keeps others out until the transaction ends.
final class LockTableInScript implements Rule {
  @Override
  public String name() {
    return "lock-table";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.LockStmt lock)) {
      return List.of();
    }
    LockMode mode = LockMode.ofNumber(lock.mode());
    return mode.blocksWrites()
        ? InUse.of(change, lock.relations()).stream()
            .map(table -> hit(table.toString(), mode))
            .toList()
        : List.of();
  }

  private static Hit hit(String table, LockMode mode) {
    return Hit.of("This locks %s until the transaction ends.".formatted(table))
        .because("The mode is %s: it %s.".formatted(mode, mode.effect()))
        .help(
            "Leave it out where the statements behind it lock enough by themselves. Where it must"
                + " be (a swap of two tables), set a short lock_timeout before it and do little"
                + " behind it.");
  }
}
