package dev.towpath.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A catalog and differences as maps and lists, for JSON, in a stable order.
public final class CatalogData {
  private CatalogData() {}

  public static Map<String, Object> of(Catalog catalog) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("major", catalog.major());
    data.put("facets", catalog.facets().stream().sorted().map(Facet::word).toList());
    data.put("unseen", catalog.unseen().stream().map(CatalogData::of).toList());
    data.put("objects", catalog.objects().stream().map(CatalogData::of).toList());
    return data;
  }

  public static List<Map<String, Object>> of(List<Difference> differences) {
    return differences.stream().map(CatalogData::of).toList();
  }

  public static Map<String, Object> of(Unseen unseen) {
    return Map.of("kind", unseen.kind().word(), "why", unseen.why());
  }

  private static Map<String, Object> of(CatalogObject object) {
    Map<String, Object> data = of(object.name());
    data.put("properties", new LinkedHashMap<>(object.properties()));
    return data;
  }

  public static Map<String, Object> of(Difference difference) {
    Map<String, Object> data = new LinkedHashMap<>();
    switch (difference) {
      case Difference.Added added -> {
        data.put("difference", "added");
        data.putAll(of(added.object()));
      }
      case Difference.Removed removed -> {
        data.put("difference", "removed");
        data.putAll(of(removed.object()));
      }
      case Difference.Changed changed -> {
        data.put("difference", "changed");
        data.putAll(of(changed.name()));
        data.put("properties", changed.properties().stream().map(CatalogData::of).toList());
      }
    }
    return data;
  }

  private static Map<String, Object> of(Difference.Property property) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("name", property.name());
    property.before().ifPresent(value -> data.put("before", value));
    property.after().ifPresent(value -> data.put("after", value));
    return data;
  }

  private static Map<String, Object> of(ObjectName name) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("kind", name.kind().word());
    data.put("schema", name.schema());
    data.put("parent", name.parent());
    data.put("name", name.name());
    return data;
  }
}
