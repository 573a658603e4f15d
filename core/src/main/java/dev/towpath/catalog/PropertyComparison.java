package dev.towpath.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Compares the properties of one object in two catalogs.
///
/// The order of columns differs only if columns that both have stand in another order. Between
/// majors the text of views differs in how far columns are qualified: there `orders.id` and `id`
/// are the same, unless `orders` is a schema.
final class PropertyComparison {
  private final boolean acrossMajors;
  private final Set<String> schemas;

  private PropertyComparison(boolean acrossMajors, Set<String> schemas) {
    this.acrossMajors = acrossMajors;
    this.schemas = schemas;
  }

  static PropertyComparison between(Catalog from, Catalog to) {
    Set<String> schemas = new HashSet<>(AnyMajor.schemas(from));
    schemas.addAll(AnyMajor.schemas(to));
    return new PropertyComparison(from.major() != to.major(), schemas);
  }

  List<Difference.Property> compare(CatalogObject from, CatalogObject to) {
    List<Difference.Property> changes = new ArrayList<>();
    Set<String> names = new TreeSet<>(from.properties().keySet());
    names.addAll(to.properties().keySet());
    for (String name : names) {
      String before = from.properties().get(name);
      String after = to.properties().get(name);
      if (!same(name, before, after)) {
        changes.add(
            new Difference.Property(name, Optional.ofNullable(before), Optional.ofNullable(after)));
      }
    }
    return changes;
  }

  private boolean same(String name, @Nullable String before, @Nullable String after) {
    if (before == null || after == null) {
      return name.equals("column order");
    }
    if (before.equals(after)) {
      return true;
    }
    if (name.equals("column order")) {
      return sameOrder(columns(before), columns(after));
    }
    return acrossMajors
        && AnyMajor.isDeparsed(name)
        && Qualifiers.without(before, schemas).equals(Qualifiers.without(after, schemas));
  }

  private static boolean sameOrder(List<String> before, List<String> after) {
    return before.stream()
        .filter(Set.copyOf(after)::contains)
        .toList()
        .equals(after.stream().filter(Set.copyOf(before)::contains).toList());
  }

  /// Splits a list of names as `quote_ident` writes them.
  private static List<String> columns(String list) {
    List<String> names = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < list.length(); i++) {
      quoted ^= list.charAt(i) == '"';
      if (!quoted && list.charAt(i) == ',') {
        names.add(list.substring(start, i).strip());
        start = i + 1;
      }
    }
    names.add(list.substring(start).strip());
    return names;
  }
}
