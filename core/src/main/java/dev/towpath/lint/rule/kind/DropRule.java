package dev.towpath.lint.rule.kind;

import dev.towpath.lint.Rule;
import dev.towpath.sql.syntax.Node;
import java.util.Set;

/// A rule about DROP alone.
public interface DropRule extends Rule {
  @Override
  default Set<Class<? extends Node>> statements() {
    return Set.of(Node.DropStmt.class);
  }
}
