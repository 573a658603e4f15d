package dev.towpath.catalog.shape;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import java.util.List;
import java.util.Optional;

/// A table, a foreign table, a view, a materialised view or a composite type with what hangs on it.
///
/// @param columns in the order of the table, or of the view's query
/// @param parts what else hangs on it, sorted: constraints, indexes, triggers, policies, rules
/// @param view what its query says; empty for other kinds
public record Relation(
    CatalogObject object, List<Column> columns, List<CatalogObject> parts, Optional<View> view) {
  public Relation {
    columns = List.copyOf(columns);
    parts = List.copyOf(parts);
  }

  public Name name() {
    return new Name(object.name().schema(), object.name().name());
  }

  public Kind kind() {
    return object.name().kind();
  }

  public boolean isView() {
    return kind() == Kind.VIEW || kind() == Kind.MATERIALIZED_VIEW;
  }

  public boolean isTable() {
    return kind() == Kind.TABLE || kind() == Kind.FOREIGN_TABLE;
  }

  public boolean isPartition() {
    return property("partition of").isPresent();
  }

  public Optional<String> property(String name) {
    return Optional.ofNullable(object.properties().get(name));
  }

  public Optional<Column> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  public List<CatalogObject> parts(Kind kind) {
    return parts.stream().filter(part -> part.name().kind() == kind).toList();
  }

  public List<Key> keys() {
    return parts(Kind.CONSTRAINT).stream().flatMap(part -> Key.of(part).stream()).toList();
  }

  public List<ForeignKey> foreignKeys() {
    return parts(Kind.CONSTRAINT).stream().flatMap(part -> ForeignKey.of(part).stream()).toList();
  }

  /// Whether no two rows have the same values in exactly these columns.
  public boolean isUnique(List<String> columns) {
    List<String> sorted = columns.stream().sorted().toList();
    return keys().stream().anyMatch(key -> key.columns().stream().sorted().toList().equals(sorted));
  }
}
