package dev.towpath.catalog;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// One object of a schema with what it is made of. Immutable.
///
/// @param properties in the order of their names; a property at PostgreSQL's default is left out
public record CatalogObject(ObjectName name, SortedMap<String, String> properties) {
  public CatalogObject {
    properties = Collections.unmodifiableSortedMap(properties);
  }

  public static CatalogObject of(ObjectName name, Map<String, String> properties) {
    return new CatalogObject(name, new TreeMap<>(properties));
  }
}
