package dev.towpath.catalog;

import java.util.Comparator;

/// What an object is called; no two objects of a catalog have the same.
///
/// @param schema empty for an object outside schemas
/// @param parent the table, view, type or server that it is a part of; empty if it is none
/// @param name for a function or an operator with the types of its arguments
public record ObjectName(Kind kind, String schema, String parent, String name)
    implements Comparable<ObjectName> {

  /// By schema, then a table's parts right behind the table.
  private static final Comparator<ObjectName> ORDER =
      Comparator.comparing(ObjectName::schema)
          .thenComparing(object -> object.parent.isEmpty() ? object.name : object.parent)
          .thenComparing(object -> !object.parent.isEmpty())
          .thenComparing(ObjectName::kind)
          .thenComparing(ObjectName::name);

  @Override
  public int compareTo(ObjectName other) {
    return ORDER.compare(this, other);
  }

  /// As a person says it: `column total of public.orders`, `function public.due(integer)`.
  public String title() {
    return kind.words() + " " + (parent.isEmpty() ? path(name) : name + " of " + path(parent));
  }

  private String path(String last) {
    return schema.isEmpty() ? last : schema + "." + last;
  }

  @Override
  public String toString() {
    return title();
  }
}
