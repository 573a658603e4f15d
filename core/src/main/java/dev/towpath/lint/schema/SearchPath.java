package dev.towpath.lint.schema;

import java.util.List;
import java.util.Map;

/// The schemas in which a name without one is looked up. Not thread-safe.
final class SearchPath {
  static final String TEMPORARY = "pg_temp";

  private static final List<String> USUAL = List.of("public");

  private List<String> schemas = USUAL;

  List<String> schemas() {
    return schemas;
  }

  void set(List<String> path) {
    schemas = path.isEmpty() ? USUAL : List.copyOf(path);
  }

  /// The name with its schema: where something of the name is, else where it would be made.
  Name resolve(Name name, Map<Name, ?> known) {
    if (name.isQualified()) {
      return name;
    }
    for (String schema : schemas) {
      Name whole = new Name(schema, name.name());
      if (known.containsKey(whole)) {
        return whole;
      }
    }
    Name temporary = new Name(TEMPORARY, name.name());
    return known.containsKey(temporary) ? temporary : new Name(schemas.getFirst(), name.name());
  }
}
