package dev.towpath.lint.reading;

import dev.towpath.lint.Change;
import dev.towpath.lint.schema.Name;
import dev.towpath.sql.syntax.DropBehavior;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// The tables that a TRUNCATE names.
public final class Truncation {
  private Truncation() {}

  /// Those in use, if the statement has the behaviour.
  public static List<Name> tables(Change change, DropBehavior behavior) {
    return change.node() instanceof Node.TruncateStmt truncate && truncate.behavior() == behavior
        ? truncate.relations().stream()
            .filter(Node.RangeVar.class::isInstance)
            .map(relation -> change.schema().qualified(Name.of((Node.RangeVar) relation)))
            .filter(change::isInUse)
            .toList()
        : List.of();
  }
}
