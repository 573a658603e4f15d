package dev.towpath.catalog;

/// A text between double quotes on one line, as the text form of a catalog, TypeScript and Java
/// read it. What a terminal or an editor would obey or hide is written as a number.
public final class Quoted {
  private Quoted() {}

  public static String of(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(point -> append(quoted, point));
    return quoted.append('"').toString();
  }

  /// Whether a text holds what only quotes show.
  static boolean isNeeded(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t') || (c > '~' && isHidden(text.codePointAt(i)))) {
        return true;
      }
    }
    return false;
  }

  /// The ends of lines have escapes of their own: Java reads one that is written as a number before
  /// it knows of texts.
  private static void append(StringBuilder quoted, int point) {
    switch (point) {
      case '"', '\\' -> quoted.append('\\').append((char) point);
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      default -> {
        if (isHidden(point)) {
          for (char c : Character.toChars(point)) {
            quoted.append("\\u%04x".formatted((int) c));
          }
        } else {
          quoted.appendCodePoint(point);
        }
      }
    }
  }

  private static boolean isHidden(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
