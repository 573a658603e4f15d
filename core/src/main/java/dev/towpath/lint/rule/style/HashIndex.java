package dev.towpath.lint.rule.style;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.Set;

/// A hash index answers equality alone.
final class HashIndex implements Rule {
  @Override
  public String name() {
    return "hash-index";
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
    return Set.of(Node.IndexStmt.class);
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.IndexStmt index) || !index.accessMethod().equals("hash")) {
      return List.of();
    }
    return List.of(
        Hit.of("This makes a hash index on %s.".formatted(change.table()))
            .because(
                "It finds equal values and nothing else: no order, no range, no prefix, no second"
                    + " column, and it can't be unique.")
            .help("Leave out USING hash, unless the values are long and only compared."));
  }
}
