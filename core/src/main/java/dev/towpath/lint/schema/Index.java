package dev.towpath.lint.schema;

import java.util.List;

/// An index of a table.
///
/// @param columns in order, up to the first expression
/// @param partial whether a WHERE limits it
/// @param born whether an earlier statement of this deploy made it
public record Index(
    Name name, List<String> columns, boolean unique, boolean partial, boolean born) {
  public Index {
    columns = List.copyOf(columns);
  }

  Index renamed(String before, String after) {
    List<String> now = columns.stream().map(each -> each.equals(before) ? after : each).toList();
    return new Index(name, now, unique, partial, born);
  }

  Index aged() {
    return new Index(name, columns, unique, partial, false);
  }
}
