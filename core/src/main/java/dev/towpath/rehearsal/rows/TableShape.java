package dev.towpath.rehearsal.rows;

import java.util.List;
import java.util.Optional;

/// A table as far as rows for it depend on it.
///
/// @param name with its schema, as SQL writes it
/// @param bare the name alone, as the catalog has it
/// @param unique the columns of each unique key
/// @param deferrable whether a key of it is checked at the end only
/// @param bounds the lower bounds and list values of its partitions, as SQL literals
/// @param partitionKey the only column that it is partitioned by
public record TableShape(
    long oid,
    String name,
    String bare,
    List<Column> columns,
    List<List<String>> unique,
    boolean deferrable,
    List<Reference> references,
    List<Check> checks,
    List<String> bounds,
    Optional<String> partitionKey) {

  /// A foreign key.
  ///
  /// @param to the OID of the table that it points at
  /// @param table its name
  public record Reference(
      String name, List<String> columns, long to, String table, List<String> keyColumns) {}

  /// A condition on the rows.
  public record Check(String name, String expression, List<String> columns) {}

  public TableShape {
    columns = List.copyOf(columns);
    unique = List.copyOf(unique);
    references = List.copyOf(references);
    checks = List.copyOf(checks);
    bounds = List.copyOf(bounds);
  }

  /// Of a table of which nothing is known but its name.
  public static TableShape bare(long oid, String name, String bare) {
    return new TableShape(
        oid,
        name,
        bare,
        List.of(),
        List.of(),
        false,
        List.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  Column column(String wanted) {
    return columns.stream().filter(each -> each.name().equals(wanted)).findFirst().orElseThrow();
  }

  boolean isUnique(String column) {
    return unique.stream().anyMatch(key -> key.equals(List.of(column)));
  }

  /// Whether a unique key has nothing but columns of foreign keys.
  boolean isJunction() {
    return unique.stream()
        .anyMatch(
            key ->
                key.stream()
                    .allMatch(
                        column ->
                            references.stream().anyMatch(each -> each.columns().contains(column))));
  }
}
