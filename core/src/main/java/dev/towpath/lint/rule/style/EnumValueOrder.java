package dev.towpath.lint.rule.style;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.Set;

/// A value that is added to an enum without a place comes last.
final class EnumValueOrder implements Rule {
  @Override
  public String name() {
    return "enum-value-order";
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
  public Set<Class<? extends Node>> statements() {
    return Set.of(Node.AlterEnumStmt.class);
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.AlterEnumStmt alter)
        || !alter.oldVal().isEmpty()
        || !alter.newValNeighbor().isEmpty()) {
      return List.of();
    }
    return List.of(
        Hit.of("This adds value '%s' behind all others.".formatted(alter.newVal()))
            .because("Values compare and sort in the order of the type, which can't be changed.")
            .help("Say where it belongs: BEFORE or AFTER one of the others."));
  }
}
