package dev.towpath.lint.reading;

import dev.towpath.lint.Change;
import dev.towpath.lint.schema.Name;
import java.util.OptionalLong;

/// Tables of which it is known that writing much of them takes long.
public final class LargeTable {
  /// Rows; an UPDATE of so many took 2 to 4 s where we measured it.
  private static final long MANY_ROWS = 100_000;

  private LargeTable() {}

  /// How many rows, if it is known to have many.
  public static OptionalLong rows(Change change, Name table) {
    return change
        .known(table)
        .map(each -> each.rows())
        .filter(rows -> rows.isPresent() && rows.getAsLong() >= MANY_ROWS)
        .orElse(OptionalLong.empty());
  }
}
