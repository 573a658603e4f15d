package dev.towpath.catalog.shape;

import dev.towpath.catalog.CatalogObject;
import java.util.List;
import java.util.Optional;

/// A foreign key, from its own columns to the ones of another table, in the same order.
public record ForeignKey(String name, List<String> columns, Name target, List<String> references) {
  public ForeignKey {
    columns = List.copyOf(columns);
    references = List.copyOf(references);
  }

  /// Empty for a constraint of another kind.
  static Optional<ForeignKey> of(CatalogObject constraint) {
    Cursor cursor = new Cursor(constraint.properties().getOrDefault("definition", ""));
    if (!cursor.skip("FOREIGN KEY (")) {
      return Optional.empty();
    }
    List<String> columns = cursor.names();
    cursor.skip(") REFERENCES ");
    Name target = cursor.qualified();
    cursor.skip("(");
    return Optional.of(new ForeignKey(constraint.name().name(), columns, target, cursor.names()));
  }
}
