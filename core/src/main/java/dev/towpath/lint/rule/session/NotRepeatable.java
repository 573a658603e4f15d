package dev.towpath.lint.rule.session;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// Outside a transaction a script that stopped halfway is run again from its start.
final class NotRepeatable implements Rule {
  @Override
  public String name() {
    return "not-repeatable";
  }

  @Override
  public Severity severity() {
    return Severity.NOTE;
  }

  @Override
  public boolean isOptional() {
    return true;
  }

  @Override
  public List<Hit> check(Change change) {
    return change.transaction().isBlock() || !fails(change.node())
        ? List.of()
        : List.of(
            Hit.of("This fails when the script is run a second time.")
                .because(
                    "No transaction is around it: if a later statement fails, this one stays done.")
                .help("IF EXISTS or IF NOT EXISTS; or a transaction around the script."));
  }

  /// Not an index: one left INVALID by a failure would be taken for a good one.
  private static boolean fails(Node statement) {
    return switch (statement) {
      case Node.CreateStmt create -> !create.ifNotExists();
      case Node.CreateSchemaStmt create -> !create.ifNotExists();
      case Node.CreateSeqStmt create -> !create.ifNotExists();
      case Node.CreateExtensionStmt create -> !create.ifNotExists();
      case Node.DropStmt drop -> !drop.missingOk();
      default -> false;
    };
  }
}
