package dev.towpath.catalog;

import java.util.List;
import java.util.Optional;

/// One object that is not the same in two catalogs.
public sealed interface Difference {
  ObjectName name();

  /// Only the second catalog has it.
  record Added(CatalogObject object) implements Difference {
    @Override
    public ObjectName name() {
      return object.name();
    }
  }

  /// Only the first catalog has it.
  record Removed(CatalogObject object) implements Difference {
    @Override
    public ObjectName name() {
      return object.name();
    }
  }

  /// Both have it, with other properties.
  record Changed(ObjectName name, List<Property> properties) implements Difference {
    public Changed {
      properties = List.copyOf(properties);
    }
  }

  /// A property before and after; empty where it has none, which means PostgreSQL's default.
  record Property(String name, Optional<String> before, Optional<String> after) {}
}
