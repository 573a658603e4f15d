package dev.towpath.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Says what differs between two catalogs, object by object, down to the property. Stateless.
public final class CatalogComparison {
  private CatalogComparison() {}

  /// The differences on the way from one catalog to another, sorted by name. What only one of the
  /// two has of facets, or could see of kinds, is left out of both.
  public static List<Difference> compare(Catalog from, Catalog to) {
    Map<ObjectName, CatalogObject> before = index(from, to);
    Map<ObjectName, CatalogObject> after = index(to, from);
    PropertyComparison properties = PropertyComparison.between(from, to);
    List<Difference> differences = new ArrayList<>();
    for (CatalogObject old : before.values()) {
      CatalogObject now = after.get(old.name());
      if (now == null) {
        differences.add(new Difference.Removed(old));
      } else if (!old.equals(now)) {
        List<Difference.Property> changes = properties.compare(old, now);
        if (!changes.isEmpty()) {
          differences.add(new Difference.Changed(old.name(), changes));
        }
      }
    }
    after.values().stream()
        .filter(now -> !before.containsKey(now.name()))
        .forEach(now -> differences.add(new Difference.Added(now)));
    differences.sort(Comparator.comparing(Difference::name));
    return differences;
  }

  private static Map<ObjectName, CatalogObject> index(Catalog catalog, Catalog other) {
    Set<Facet> left = EnumSet.allOf(Facet.class);
    left.removeIf(facet -> catalog.facets().contains(facet) && other.facets().contains(facet));
    Set<Kind> unseen = other.unseen().stream().map(Unseen::kind).collect(Collectors.toSet());
    catalog.unseen().forEach(hidden -> unseen.add(hidden.kind()));
    return catalog.without(left).objects().stream()
        .filter(object -> !unseen.contains(object.name().kind()))
        .collect(Collectors.toMap(CatalogObject::name, o -> o, (a, b) -> a));
  }
}
