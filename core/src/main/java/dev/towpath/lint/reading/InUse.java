package dev.towpath.lint.reading;

import dev.towpath.lint.Change;
import dev.towpath.lint.schema.Name;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// The tables that a statement names and that others may be using.
public final class InUse {
  private InUse() {}

  public static List<Name> of(Change change, List<? extends Node> relations) {
    return relations.stream()
        .filter(Node.RangeVar.class::isInstance)
        .map(relation -> change.schema().qualified(Name.of((Node.RangeVar) relation)))
        .filter(change::isInUse)
        .toList();
  }
}
