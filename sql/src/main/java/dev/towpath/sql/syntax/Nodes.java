package dev.towpath.sql.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Finds nodes in a tree, however deep it is.
public final class Nodes {
  private Nodes() {}

  /// All nodes of a kind in a tree, the root too, in the order of PostgreSQL's fields.
  public static <T extends Node> List<T> find(Node root, Class<T> kind) {
    List<T> found = new ArrayList<>();
    Deque<Node> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (kind.isInstance(node)) {
        found.add(kind.cast(node));
      }
      node.children().reversed().forEach(open::push);
    }
    return found;
  }
}
