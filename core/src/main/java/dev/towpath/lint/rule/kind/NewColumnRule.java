package dev.towpath.lint.rule.kind;

import dev.towpath.lint.Rule;
import dev.towpath.sql.syntax.Node;
import java.util.Set;

/// A rule about columns and keys, of a new table or of one that is there.
public interface NewColumnRule extends Rule {
  @Override
  default Set<Class<? extends Node>> statements() {
    return Set.of(Node.AlterTableStmt.class, Node.CreateStmt.class);
  }
}
