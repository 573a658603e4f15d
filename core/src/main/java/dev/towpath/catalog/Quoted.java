package dev.towpath.catalog;

/// A text between double quotes on one line, as the text form of a catalog, TypeScript and Java
/// read it.
public final class Quoted {
  private Quoted() {}

  public static String of(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars().forEach(c -> quoted.append(escaped((char) c)));
    return quoted.append('"').toString();
  }

  /// The ends of lines have escapes of their own: Java reads one that is written as a number before
  /// it knows of texts.
  private static String escaped(char c) {
    return switch (c) {
      case '"', '\\' -> "\\" + c;
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      default ->
          Character.isISOControl(c) || c == '\u2028' || c == '\u2029'
              ? "\\u%04x".formatted((int) c)
              : String.valueOf(c);
    };
  }
}
