package dev.towpath.report;

/// Makes characters visible that a terminal would obey or hide.
///
/// File names, SQL and server messages come from others: an escape sequence in them could recolour
/// the screen or hide a statement, and a bidirectional mark could show it in another order.
public final class Visible {
  private Visible() {}

  /// One line: line ends are shown as a space.
  public static String line(String text) {
    return text(text.replace("\r\n", "\n").replace('\n', ' ')).stripTrailing();
  }

  /// Line ends stay; a tab becomes one space, so that underlines stay under their text.
  static String text(String text) {
    return lines(text).replace('\t', ' ');
  }

  /// The same with its tabs.
  static String lines(String text) {
    if (text.codePoints().noneMatch(Visible::obeyed)) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    text.replace("\r\n", "\n").codePoints().forEach(point -> append(shown, point));
    return shown.toString();
  }

  private static void append(StringBuilder shown, int point) {
    if (point == '\n' || point == '\t') {
      shown.append((char) point);
    } else if (obeyed(point)) {
      shown.append("\\u%04x".formatted(point));
    } else {
      shown.appendCodePoint(point);
    }
  }

  private static boolean obeyed(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          point != '\n';
      case Character.FORMAT -> true;
      default -> false;
    };
  }
}
