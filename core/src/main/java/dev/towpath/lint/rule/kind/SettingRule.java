package dev.towpath.lint.rule.kind;

import dev.towpath.lint.Rule;
import dev.towpath.sql.syntax.Node;
import java.util.Set;

/// A rule about values that settings are given.
public interface SettingRule extends Rule {
  @Override
  default Set<Class<? extends Node>> statements() {
    return Set.of(
        Node.VariableSetStmt.class,
        Node.AlterRoleSetStmt.class,
        Node.AlterDatabaseSetStmt.class,
        Node.SelectStmt.class);
  }
}
