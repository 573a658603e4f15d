package dev.towpath.catalog.shape;

import dev.towpath.catalog.CatalogObject;
import java.util.List;
import java.util.Optional;

/// A primary key or a unique constraint.
public record Key(boolean primary, List<String> columns) {
  public Key {
    columns = List.copyOf(columns);
  }

  /// Empty for a constraint of another kind.
  static Optional<Key> of(CatalogObject constraint) {
    String definition = constraint.properties().getOrDefault("definition", "");
    Cursor cursor = new Cursor(definition);
    boolean primary = cursor.skip("PRIMARY KEY");
    if (!primary && !cursor.skip("UNIQUE")) {
      return Optional.empty();
    }
    return cursor.skipTo("(") ? Optional.of(new Key(primary, cursor.names())) : Optional.empty();
  }
}
