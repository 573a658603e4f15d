package dev.towpath.lint.rule.lock;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.Runner;
import dev.towpath.lint.reading.Concurrently;
import dev.towpath.report.Severity;
import dev.towpath.sql.TransactionUse;
import java.util.List;

/// A statement stands in a transaction though PostgreSQL refuses it there.
final class NotInTransaction implements Rule {
  @Override
  public String name() {
    return "not-in-transaction";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!change.transaction().isBlock()
        || TransactionUse.of(change.node()) != TransactionUse.ALONE) {
      return List.of();
    }
    return List.of(
        Hit.of("PostgreSQL refuses this statement in a transaction.")
            .because(why(change) + " It fails with 25001.")
            .help(help(change)));
  }

  private static String why(Change change) {
    Runner runner = change.setting().runner();
    if (Concurrently.isInScriptsTransaction(change)) {
      return "The script's own BEGIN is still open here.";
    }
    return runner.boundaries() == Runner.Boundaries.MESSAGE
        ? "%s sends all statements of a file at once, which makes them one transaction."
            .formatted(runner.name())
        : "%s runs the whole file in one transaction.".formatted(runner.name());
  }

  private static String help(Change change) {
    return Concurrently.isInScriptsTransaction(change)
        ? "Put it behind the COMMIT, or better into a migration of its own."
        : "Put it into a migration of its own, with nothing else in it, and switch the transaction"
            + " off there if the tool can.";
  }
}
