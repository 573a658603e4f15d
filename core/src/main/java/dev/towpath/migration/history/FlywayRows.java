package dev.towpath.migration.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads Flyway's rows in their order, each with its type, to what they claim in the end.
final class FlywayRows {
  private final List<Applied> rows = new ArrayList<>();
  private final Map<String, Integer> last = new HashMap<>();

  void add(String type, Applied row) {
    if (type.startsWith("UNDO_") || type.equals("DELETE")) {
      if (row.state() == Applied.State.APPLIED) {
        takeBack(row);
      }
      return;
    }
    last.put(key(row), rows.size());
    rows.add(type.endsWith("BASELINE") ? as(row, Applied.State.BASELINE) : row);
  }

  private void takeBack(Applied by) {
    Integer index = last.get(key(by));
    if (index != null) {
      rows.set(index, as(rows.get(index), Applied.State.UNDONE));
    }
  }

  /// A version in such a form that a later row finds an earlier one of it.
  private static String key(Applied row) {
    return row.version().isEmpty() ? "R " + row.name() : row.version();
  }

  private static Applied as(Applied row, Applied.State state) {
    return new Applied(
        row.version(), row.name(), state, row.checksum(), row.statements(), row.at());
  }

  List<Applied> effective() {
    return List.copyOf(rows);
  }
}
