package dev.towpath.lint.rule.kind;

import dev.towpath.lint.Rule;
import dev.towpath.sql.syntax.Node;
import java.util.Set;

/// A rule about policies as they are made or altered.
public interface PolicyRule extends Rule {
  @Override
  default Set<Class<? extends Node>> statements() {
    return Set.of(Node.CreatePolicyStmt.class, Node.AlterPolicyStmt.class);
  }
}
