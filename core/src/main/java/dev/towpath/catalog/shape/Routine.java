package dev.towpath.catalog.shape;

import dev.towpath.catalog.CatalogObject;
import java.util.List;

/// A function, a procedure or an aggregate.
///
/// @param parameters in order, the ones that only go out too
/// @param set whether it gives any number of rows
/// @param table the columns of a function that returns a table; empty for another
/// @param result what it gives, each row of it; `void` for a procedure
public record Routine(
    CatalogObject object,
    List<Parameter> parameters,
    boolean set,
    List<Parameter> table,
    TypeName result) {
  private static final String SET = "SETOF ";
  private static final String TABLE = "TABLE(";

  public Routine {
    parameters = List.copyOf(parameters);
    table = List.copyOf(table);
  }

  static Routine of(CatalogObject object) {
    String returns = object.properties().getOrDefault("returns", "void");
    boolean set = returns.startsWith(SET);
    List<Parameter> table =
        returns.startsWith(TABLE)
            ? Parameter.read(returns.substring(TABLE.length(), returns.length() - 1))
            : List.of();
    return new Routine(
        object,
        Parameter.read(object.properties().getOrDefault("arguments", "")),
        set || !table.isEmpty(),
        table,
        TypeName.read(table.isEmpty() ? returns.substring(set ? SET.length() : 0) : "record"));
  }

  /// A catalog calls a routine with the types of its parameters.
  public Name name() {
    String name = object.name().name();
    return new Name(object.name().schema(), name.substring(0, name.lastIndexOf('(')));
  }

  public List<Parameter> inputs() {
    return parameters.stream().filter(Parameter::isInput).toList();
  }
}
