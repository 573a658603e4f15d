package dev.towpath.lint.rule.drop;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// Dropping a database is the end of it.
final class DropDatabase implements Rule {
  @Override
  public String name() {
    return "drop-database";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    return change.node() instanceof Node.DropdbStmt drop
        ? List.of(
            Hit.of("This drops database %s.".formatted(drop.dbname()))
                .because(
                    "All that is in it is gone at once; the statement can't be rolled back, nor"
                        + " run in a transaction.")
                .help("Drop a database by hand, behind a backup, never by a migration."))
        : List.of();
  }
}
