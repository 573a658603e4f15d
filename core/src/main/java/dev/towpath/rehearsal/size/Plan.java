package dev.towpath.rehearsal.size;

import java.util.List;
import java.util.Locale;

/// How the planner would run a statement on the target.
///
/// @param cost in the planner's own unit
/// @param nodes from the top
public record Plan(double cost, List<Node> nodes) {
  public Plan {
    nodes = List.copyOf(nodes);
  }

  /// A step.
  ///
  /// @param kind as EXPLAIN names it: `Seq Scan`
  /// @param operation `Insert`, `Update`, `Delete` or `Merge`; else empty
  /// @param table that it works on, as SQL writes it; empty for none
  /// @param rows that it gives, and for a change that it changes
  public record Node(String kind, String operation, String table, double rows) {
    /// For a person: `Seq Scan public.boats 50000000`.
    String words() {
      return String.format(
          Locale.ROOT,
          "%s%s: %.0f rows",
          operation.isEmpty() ? kind : operation,
          table.isEmpty() ? "" : " " + table,
          rows);
    }
  }
}
