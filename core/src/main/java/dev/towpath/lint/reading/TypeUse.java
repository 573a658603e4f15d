package dev.towpath.lint.reading;

import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import java.util.List;
import java.util.Set;

/// Where a type is used.
public final class TypeUse {
  private TypeUse() {}

  /// The columns of a type, or of arrays of it: `public.cargo.state`.
  public static List<String> columns(Schema schema, Name type) {
    Set<String> written = Set.of(type.toString(), type.name(), type + "[]", type.name() + "[]");
    return schema.tables().stream()
        .flatMap(
            table ->
                table.columns().values().stream()
                    .filter(column -> written.contains(column.type()))
                    .map(column -> table.name() + "." + column.name()))
        .toList();
  }
}
