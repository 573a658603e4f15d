package dev.towpath.rehearsal.size;

import java.util.List;

/// How large a table is on the target.
///
/// @param name with its schema, as SQL writes it
/// @param partitioned whether its rows are in its partitions; then the figures are their sum
/// @param root the partitioned table that it is a partition of; empty for all others
/// @param rows as the server estimates them, or -1 if it was never analyzed
/// @param pages of the rows themselves
/// @param heapBytes of the rows themselves
/// @param bytes with what is stored out of line, without indexes
/// @param visible the pages known to hold no dead rows
/// @param calls how often it was read or written to since the target's statistics began
public record TableSize(
    String name,
    boolean partitioned,
    String root,
    double rows,
    long pages,
    long heapBytes,
    long bytes,
    long visible,
    long calls,
    List<IndexSize> indexes,
    List<ColumnStatistics> columns) {

  /// How large an index is.
  public record IndexSize(String name, double rows, long pages, long bytes) {}

  public TableSize {
    indexes = List.copyOf(indexes);
    columns = List.copyOf(columns);
  }

  boolean counted() {
    return rows >= 0;
  }

  /// With the size of another partition added.
  TableSize plus(TableSize other) {
    return new TableSize(
        name,
        partitioned,
        root,
        counted() && other.counted() ? rows + other.rows : -1,
        pages + other.pages,
        heapBytes + other.heapBytes,
        bytes + other.bytes,
        visible + other.visible,
        calls + other.calls,
        indexes,
        columns);
  }
}
