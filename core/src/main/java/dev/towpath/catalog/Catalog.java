package dev.towpath.catalog;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The schema of one database at one moment. Immutable; two databases made by the same statements
/// have equal catalogs, whatever the order, the OIDs and the search path.
///
/// @param major the server's major version
/// @param facets what is in it beside the objects themselves
/// @param objects sorted by name
/// @param unseen what the role was not allowed to read
public record Catalog(
    int major, Set<Facet> facets, List<CatalogObject> objects, List<Unseen> unseen) {

  public Catalog {
    facets = Set.copyOf(facets);
    objects = List.copyOf(objects);
    unseen = List.copyOf(unseen);
  }

  /// The same without some facets.
  public Catalog without(Set<Facet> left) {
    if (left.isEmpty()) {
      return this;
    }
    Set<Facet> kept = EnumSet.allOf(Facet.class);
    kept.retainAll(facets);
    kept.removeAll(left);
    return new Catalog(
        major,
        kept,
        objects.stream().filter(o -> !isAll(o, left)).map(o -> strip(o, left)).toList(),
        unseen);
  }

  private static boolean isAll(CatalogObject object, Set<Facet> left) {
    return object.name().kind() == Kind.DEFAULT_PRIVILEGES && left.contains(Facet.GRANTS);
  }

  private static CatalogObject strip(CatalogObject object, Set<Facet> left) {
    Map<String, String> kept = new TreeMap<>(object.properties());
    Kind kind = object.name().kind();
    boolean changed =
        kept.keySet().removeIf(name -> left.stream().anyMatch(facet -> facet.covers(kind, name)));
    return changed ? CatalogObject.of(object.name(), kept) : object;
  }
}
