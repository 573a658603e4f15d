package dev.towpath.catalog.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A parameter of a routine, or a column of the table that it returns.
///
/// @param name empty if it has none
/// @param optional whether it has a default
public record Parameter(Mode mode, String name, TypeName type, boolean optional) {
  /// Which way a value goes.
  public enum Mode {
    IN,
    OUT,
    INOUT,
    VARIADIC
  }

  private static final String DEFAULT = " DEFAULT ";

  /// Types of several words, the first of which could be a parameter's name.
  private static final Set<String> TWO_WORDS =
      Set.of("double", "character", "bit", "timestamp", "time", "interval");

  public boolean isInput() {
    return mode != Mode.OUT;
  }

  /// Reads parameters as `pg_get_function_arguments` writes them.
  static List<Parameter> read(String text) {
    List<Parameter> parameters = new ArrayList<>();
    for (String each : Pieces.of(text, ", ")) {
      parameters.add(one(each));
    }
    return parameters;
  }

  private static Parameter one(String text) {
    List<String> parts = Pieces.of(text, DEFAULT);
    Cursor cursor = new Cursor(parts.getFirst());
    Mode mode = mode(cursor);
    String declared = cursor.rest();
    String name = cursor.name();
    boolean unnamed = !cursor.skip(" ") || (TWO_WORDS.contains(name) && !declared.startsWith("\""));
    return new Parameter(
        mode,
        unnamed ? "" : name,
        TypeName.read(unnamed ? declared : cursor.rest()),
        parts.size() > 1);
  }

  private static Mode mode(Cursor cursor) {
    for (Mode mode : Mode.values()) {
      if (cursor.skip(mode + " ")) {
        return mode;
      }
    }
    return Mode.IN;
  }
}
