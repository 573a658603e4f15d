package dev.towpath.lint.rule.kind;

import dev.towpath.lint.Rule;
import dev.towpath.sql.syntax.Node;
import java.util.Set;

/// A rule about ALTER TABLE alone.
public interface AlterTableRule extends Rule {
  @Override
  default Set<Class<? extends Node>> statements() {
    return Set.of(Node.AlterTableStmt.class);
  }
}
