package dev.towpath.lint.rule.drop;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.schema.Access;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.DropBehavior;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// DROP OWNED drops all that a role owns.
final class DropOwned implements Rule {
  @Override
  public String name() {
    return "drop-owned";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    return change.node() instanceof Node.DropOwnedStmt drop
        ? List.of(
            Hit.of(
                    "This drops every object of %s in this database, and all its grants."
                        .formatted(String.join(", ", Access.roles(drop.roles()))))
                .because(
                    "What the role owns is not said in the script: tables go with their rows"
                        + (drop.behavior() == DropBehavior.DROP_CASCADE
                            ? ", and what depends on them."
                            : "."))
                .help("Give its objects to another role first: REASSIGN OWNED BY ... TO ..."))
        : List.of();
  }
}
