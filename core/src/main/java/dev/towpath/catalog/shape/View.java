package dev.towpath.catalog.shape;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the query of a view says of its columns.
///
/// @param columns their names in order; empty if the query could not be understood
/// @param origins the columns that are a column of another relation as it is
/// @param source the one relation that it changes when it is changed; empty if it can't be
/// @param calls the functions that its columns call, for a judgement on whether it can be changed
public record View(
    List<String> columns, Map<String, Origin> origins, Set<Name> source, Set<Name> calls) {
  static final View UNKNOWN = new View(List.of(), Map.of(), Set.of(), Set.of());

  public View {
    columns = List.copyOf(columns);
    origins = Map.copyOf(origins);
    source = Set.copyOf(source);
    calls = Set.copyOf(calls);
  }

  /// Where a column comes from.
  ///
  /// @param kept whether it is null only where the original is: no outer join is in between
  public record Origin(Name relation, String column, boolean kept) {}
}
