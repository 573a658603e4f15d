package dev.towpath.lint.schema;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

  /// A function or procedure.
  ///
  /// @param own its parameters; empty if not known, and then it stands for all of its name
  /// @param others the parameters of those that have the same name and are left
  record Routine(Name name, Optional<Parameters> own, Set<Parameters> others) implements Thing {
    /// All of a name.
    Routine(Name name) {
      this(name, Optional.empty(), Set.of());
    }

    /// Whether a call of the name needs this one: where another may answer, it isn't said.
    boolean isCalled(Call call) {
      boolean named = call.name().equals(name) || call.name().equals(new Name("", name.name()));
      return named
          && own.map(each -> each.fit(call)).orElse(true)
          && others.stream().noneMatch(each -> each.fit(call));
    }

    @Override
    public String toString() {
      return others.isEmpty()
          ? "function " + name
          : "function %s(%s)".formatted(name, own.map(Parameters::toString).orElse(""));
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

  /// The same, with what else could answer for it in a schema.
  default Thing asOf(Schema schema) {
    return this instanceof Routine(Name name, Optional<Parameters> own, Set<Parameters> _)
        ? new Routine(
            name,
            own,
            schema.signatures().of(name).values().stream()
                .map(Signatures.Overload::parameters)
                .filter(each -> !own.equals(Optional.of(each)))
                .collect(Collectors.toSet()))
        : this;
  }

  /// Whether it is there, as far as is known.
  default boolean isIn(Schema schema) {
    return switch (this) {
      case Relation relation -> schema.table(relation.name()).isPresent();
      case Column column ->
          schema.table(column.table()).flatMap(table -> table.column(column.name())).isPresent();
      case Routine routine ->
          routine
              .own()
              .map(own -> schema.signatures().overload(routine.name(), own.toString()).isPresent())
              .orElse(!schema.signatures().of(routine.name()).isEmpty());
    };
  }
}
