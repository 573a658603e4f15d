package dev.towpath.lint.rule.kind;

import dev.towpath.lint.Rule;
import dev.towpath.sql.syntax.Node;
import java.util.Set;

/// A rule about rows that a statement writes, in its WITH too.
public interface WriteRule extends Rule {
  @Override
  default Set<Class<? extends Node>> statements() {
    return Set.of(
        Node.UpdateStmt.class,
        Node.DeleteStmt.class,
        Node.InsertStmt.class,
        Node.MergeStmt.class,
        Node.SelectStmt.class);
  }
}
