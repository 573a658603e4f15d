package dev.towpath.catalog.shape;

import java.util.regex.Pattern;

/// The type of a column or a parameter, without its modifiers.
///
/// @param name PostgreSQL's own by their long names: `bigint`, `timestamp with time zone`
/// @param array of whatever number of dimensions
public record TypeName(Name name, boolean array) {
  private static final Pattern MODIFIERS = Pattern.compile("\\s*\\([^)]*\\)");
  private static final String BRACKETS = "[]";
  private static final String INTERVAL = "interval";

  /// Reads a type as `format_type` writes it where no schema is on the search path.
  public static TypeName read(String text) {
    String element = text.strip();
    while (element.endsWith(BRACKETS)) {
      element = element.substring(0, element.length() - BRACKETS.length());
    }
    return new TypeName(element(element), text.strip().endsWith(BRACKETS));
  }

  private static Name element(String text) {
    Name name = new Cursor(text).qualified();
    if (!name.schema().isEmpty() || text.startsWith("\"")) {
      return name;
    }
    String plain = MODIFIERS.matcher(text).replaceAll("");
    return new Name("", plain.startsWith(INTERVAL) ? INTERVAL : plain);
  }

  public TypeName element() {
    return new TypeName(name, false);
  }
}
