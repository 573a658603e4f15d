package dev.towpath.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What an object is called; no two objects of a catalog have the same.
///
/// @param schema empty for an object outside schemas
/// @param parent the table, view, type or server that it is a part of; empty if it is none
/// @param name for a function or an operator with the types of its arguments
public record ObjectName(Kind kind, String schema, String parent, String name)
    implements Comparable<ObjectName> {

  /// The order inside a family: the table, then its parts.
  private static final Comparator<ObjectName> IN_FAMILY =
      Comparator.<ObjectName, Boolean>comparing(object -> !object.parent.isEmpty())
          .thenComparing(ObjectName::kind)
          .thenComparing(ObjectName::name);

  /// A table with its parts, or an object by itself.
  private record Family(String schema, String name) implements Comparable<Family> {
    @Override
    public int compareTo(Family other) {
      int order = schema.compareTo(other.schema);
      return order != 0 ? order : name.compareTo(other.name);
    }
  }

  private Family family() {
    return new Family(schema, parent.isEmpty() ? name : parent);
  }

  /// By schema, then a table's parts right behind the table.
  @Override
  public int compareTo(ObjectName other) {
    int order = family().compareTo(other.family());
    return order != 0 ? order : IN_FAMILY.compare(this, other);
  }

  /// Sorts as the names do. Family by family takes a third of the time where there are hundreds of
  /// thousands.
  static List<CatalogObject> sorted(Collection<CatalogObject> objects) {
    Map<Family, List<CatalogObject>> families = new HashMap<>();
    objects.forEach(
        object ->
            families.computeIfAbsent(object.name().family(), f -> new ArrayList<>()).add(object));
    List<CatalogObject> sorted = new ArrayList<>(objects.size());
    families.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            family -> {
              family.getValue().sort(Comparator.comparing(CatalogObject::name, IN_FAMILY));
              sorted.addAll(family.getValue());
            });
    return sorted;
  }

  /// As [#equals], but several times as fast as what a record brings.
  @Override
  public int hashCode() {
    return ((name.hashCode() * 31 + parent.hashCode()) * 31 + schema.hashCode()) * 31
        + kind.name().hashCode();
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
