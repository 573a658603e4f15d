package dev.towpath.lint.schema;

/// Something that stored code can name, and that a statement can take away.
public sealed interface Thing {
  /// A table, a view or another relation.
  record Relation(Name name) implements Thing {
    @Override
    public String toString() {
      return name.toString();
    }
  }

  /// A column of a relation.
  record Column(Name table, String name) implements Thing {
    @Override
    public String toString() {
      return name + " of " + table;
    }
  }

  /// A function or procedure, whatever its parameters.
  record Routine(Name name) implements Thing {
    @Override
    public String toString() {
      return "function " + name;
    }
  }

  /// The word by which code must name it.
  default String word() {
    return switch (this) {
      case Relation relation -> relation.name().name();
      case Column column -> column.name();
      case Routine routine -> routine.name().name();
    };
  }

  /// Whether it is there, as far as is known.
  default boolean isIn(Schema schema) {
    return switch (this) {
      case Relation relation -> schema.table(relation.name()).isPresent();
      case Column column ->
          schema.table(column.table()).flatMap(table -> table.column(column.name())).isPresent();
      case Routine routine -> !schema.signatures().of(routine.name()).isEmpty();
    };
  }
}
