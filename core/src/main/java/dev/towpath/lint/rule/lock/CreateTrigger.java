package dev.towpath.lint.rule.lock;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.schema.Table;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// A new trigger locks its table against writes, and then runs with each of them.
final class CreateTrigger implements Rule {
  @Override
  public String name() {
    return "create-trigger";
  }

  @Override
  public Severity severity() {
    return Severity.NOTE;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.CreateTrigStmt trigger)
        || !change.isInUse(change.table())
        || change.known(change.table()).filter(CreateTrigger::isView).isPresent()) {
      return List.of();
    }
    return List.of(
        Hit.of("This adds trigger %s to %s.".formatted(trigger.trigname(), change.table()))
            .because(
                change.cost("create-trigger", change.table())
                    + " All later writes wait behind it. Then it runs for the old version"
                    + " of the application too: if it fails, so does every write.")
            .help("Set a short lock_timeout before it, and try the function on a copy first."));
  }

  private static boolean isView(Table table) {
    return table.sort() == Table.Sort.VIEW;
  }
}
