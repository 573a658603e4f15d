package dev.towpath.sql.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gathers the nodes below a node from its fields.
final class Children {
  private Children() {}

  static List<Node> of(@Nullable Object... fields) {
    List<Node> children = new ArrayList<>();
    for (Object field : fields) {
      switch (field) {
        case null -> {}
        case Node node -> children.add(node);
        case List<?> list -> list.forEach(element -> children.add((Node) element));
        default -> throw new IllegalArgumentException(field.getClass().getName());
      }
    }
    return children;
  }
}
