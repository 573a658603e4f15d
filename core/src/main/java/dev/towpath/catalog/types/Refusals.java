package dev.towpath.catalog.types;

import dev.towpath.catalog.shape.Parameter;
import dev.towpath.catalog.shape.Routine;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Why the server in front of the database would refuse a call of a function, in its words.
final class Refusals {
  private static final Map<String, String> SHORT =
      Map.of(
          "smallint", "int2",
          "integer", "int4",
          "bigint", "int8",
          "real", "float4",
          "double precision", "float8",
          "boolean", "bool",
          "character varying", "varchar",
          "character", "bpchar",
          "timestamp without time zone", "timestamp",
          "timestamp with time zone", "timestamptz");

  private Refusals() {}

  /// @param row whether the function's one parameter is the row of a relation
  static Optional<String> of(Routine routine, List<Routine> overloads, boolean row) {
    List<Routine> alike = alike(routine, overloads);
    if (alike.size() > 1) {
      return Optional.of(
          alike.stream()
              .map(Refusals::call)
              .sorted(Comparator.naturalOrder())
              .collect(
                  Collectors.joining(
                      ", ",
                      "Could not choose the best candidate function between: ",
                      ". Try renaming the parameters or the function itself in the database so"
                          + " function overloading can be resolved")));
    }
    return row && routine.parameters().getFirst().name().isEmpty()
        ? Optional.of(
            "the function "
                + routine.name()
                + " with parameter or with a single unnamed json/jsonb parameter, but no matches"
                + " were found in the schema cache")
        : Optional.empty();
  }

  /// Overloads with one parameter of the same name can't be told apart by a client's JSON.
  private static List<Routine> alike(Routine routine, List<Routine> overloads) {
    return overloads.stream()
        .filter(
            other ->
                routine.inputs().size() == 1
                    && other.inputs().size() == 1
                    && !routine.inputs().getFirst().name().isEmpty()
                    && other.inputs().getFirst().name().equals(routine.inputs().getFirst().name()))
        .toList();
  }

  private static String call(Routine routine) {
    Parameter input = routine.inputs().getFirst();
    String type = input.type().name().name();
    return "%s(%s => %s%s)"
        .formatted(
            routine.name(),
            input.name(),
            input.type().array() ? "_" : "",
            SHORT.getOrDefault(type, type));
  }
}
