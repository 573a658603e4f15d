package dev.towpath.rehearsal.size;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the target's planner knows of a column. It holds values of the target: they go to the
/// scratch server, which is gone at the end, and nowhere else.
///
/// @param inherited whether it counts the rows of child tables
/// @param values by the name that `pg_restore_attribute_stats` has for them
public record ColumnStatistics(
    String column, boolean inherited, Map<String, @Nullable String> values) {
  public ColumnStatistics {
    values = new LinkedHashMap<>(values);
  }

  @Override
  public String toString() {
    return "statistics of " + column;
  }
}
