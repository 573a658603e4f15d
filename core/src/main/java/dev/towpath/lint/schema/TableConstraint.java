package dev.towpath.lint.schema;

import java.util.List;
import java.util.Optional;

/// A constraint of a table.
///
/// @param name empty where PostgreSQL makes the name up
/// @param columns the constrained ones, in order; those that a CHECK mentions
/// @param notNull the column that a CHECK of the form `column IS NOT NULL` proves
/// @param references the table that a foreign key points to
public record TableConstraint(
    String name,
    Type type,
    List<String> columns,
    boolean validated,
    Optional<String> notNull,
    Optional<Name> references) {

  public TableConstraint {
    columns = List.copyOf(columns);
  }

  /// What a constraint demands.
  public enum Type {
    PRIMARY_KEY,
    UNIQUE,
    FOREIGN_KEY,
    CHECK,
    EXCLUDE,
    NOT_NULL
  }

  TableConstraint proven() {
    return new TableConstraint(name, type, columns, true, notNull, references);
  }
}
