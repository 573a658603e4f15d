package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.Node;
import java.util.List;

/// The name of a table, an index, a type or a function as a statement says it.
///
/// @param schema empty where the statement leaves it to the search path
public record Name(String schema, String name) {
  public static Name of(Node.RangeVar relation) {
    return new Name(relation.schemaname(), relation.relname());
  }

  /// A name as a list of its parts: the last is the name, the one before it the schema.
  public static Name of(List<Node> parts) {
    int last = parts.size() - 1;
    return new Name(
        last > 0 ? word(parts.get(last - 1)) : "", last < 0 ? "" : word(parts.get(last)));
  }

  /// The object that a DROP, RENAME, COMMENT or the like names.
  public static Name ofObject(Node object) {
    return switch (object) {
      case Node.List list -> of(list.items());
      case Node.ObjectWithArgs routine -> of(routine.objname());
      case Node.TypeName type -> of(type.names());
      case Node.RangeVar relation -> of(relation);
      case Node other -> new Name("", word(other));
    };
  }

  /// The text of a name's part.
  public static String word(Node part) {
    return part instanceof Node.String text ? text.sval() : "";
  }

  public boolean isQualified() {
    return !schema.isEmpty();
  }

  /// As a person writes it: `public.orders`, `orders`.
  @Override
  public String toString() {
    return schema.isEmpty() ? name : schema + "." + name;
  }
}
