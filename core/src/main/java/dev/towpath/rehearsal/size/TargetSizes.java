package dev.towpath.rehearsal.size;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How large the tables of a target are.
///
/// @param environment its name
/// @param major of its server
/// @param unseen what could not be read there, a sentence each
public record TargetSizes(
    String environment, int major, Map<String, TableSize> tables, List<String> unseen) {
  public TargetSizes {
    tables = new LinkedHashMap<>(tables);
    unseen = List.copyOf(unseen);
  }

  /// The table of that name, written as SQL does.
  Optional<TableSize> of(String name) {
    return Optional.ofNullable(tables.get(name));
  }

  /// The partitioned table that it belongs to, or the table itself.
  Optional<TableSize> whole(String name) {
    Optional<TableSize> table = of(name);
    return table
        .filter(each -> !each.root().isEmpty())
        .flatMap(each -> of(each.root()))
        .or(() -> table);
  }
}
