package dev.towpath.lint.schema;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A constraint of a table.
///
/// @param name where the script gives none, the one that PostgreSQL makes up
/// @param columns the constrained ones, in order; those that a CHECK mentions
/// @param notNull the columns that it proves to hold no null, once it is validated
/// @param constants of a CHECK's expression
/// @param references the table that a foreign key points to
public record TableConstraint(
    String name,
    Type type,
    List<String> columns,
    boolean validated,
    List<String> notNull,
    Set<String> constants,
    Optional<Name> references) {

  public TableConstraint {
    columns = List.copyOf(columns);
    notNull = List.copyOf(notNull);
    constants = Set.copyOf(constants);
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

  TableConstraint named(String now) {
    return new TableConstraint(now, type, columns, validated, notNull, constants, references);
  }

  TableConstraint renamed(String before, String after) {
    UnaryOperator<String> change = each -> each.equals(before) ? after : each;
    return new TableConstraint(
        name,
        type,
        columns.stream().map(change).toList(),
        validated,
        notNull.stream().map(change).toList(),
        constants,
        references);
  }

  TableConstraint proven() {
    return new TableConstraint(name, type, columns, true, notNull, constants, references);
  }
}
