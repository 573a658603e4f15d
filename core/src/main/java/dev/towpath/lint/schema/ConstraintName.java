package dev.towpath.lint.schema;

import java.util.List;

/// The name that PostgreSQL makes up for a constraint without one: `cargo_barge_id_fkey`.
public final class ConstraintName {
  private ConstraintName() {}

  /// @param given the script's own; empty if there is none
  static String of(Table table, String given, TableConstraint.Type type, List<String> columns) {
    if (!given.isEmpty()) {
      return given;
    }
    String first = usual(table.name().name(), type, columns);
    String name = first;
    for (int number = 1; table.constraint(name).isPresent(); number++) {
      name = first + number;
    }
    return name;
  }

  /// The name where no other constraint has it. PostgreSQL shortens it to 63 bytes.
  public static String usual(String table, TableConstraint.Type type, List<String> columns) {
    boolean plain =
        type == TableConstraint.Type.PRIMARY_KEY
            || (type == TableConstraint.Type.CHECK && columns.size() != 1);
    return plain
        ? table + "_" + suffix(type)
        : table + "_" + String.join("_", columns) + "_" + suffix(type);
  }

  private static String suffix(TableConstraint.Type type) {
    return switch (type) {
      case PRIMARY_KEY -> "pkey";
      case UNIQUE -> "key";
      case FOREIGN_KEY -> "fkey";
      case CHECK -> "check";
      case EXCLUDE -> "excl";
      case NOT_NULL -> "not_null";
    };
  }
}
