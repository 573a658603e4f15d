package dev.towpath.catalog.shape;

/// What a relation, a type or a routine is called.
///
/// @param schema empty for what PostgreSQL itself brings
public record Name(String schema, String name) {
  /// Reads a name as the server writes it.
  public static Name read(String text) {
    return new Cursor(text).qualified();
  }

  @Override
  public String toString() {
    return schema.isEmpty() ? name : schema + "." + name;
  }
}
