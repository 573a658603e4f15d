package dev.towpath.sql;

/// What can't stand in SQL: characters that PostgreSQL can't hold, and quotes without an end.
final class Strangers {
  private Strangers() {}

  /// The offset of the first NUL or lone surrogate in a stretch of text, or -1.
  static int first(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '\0') {
        return i;
      } else if (Character.isSurrogate(c)) {
        boolean pair = i + 1 < to && Character.isSurrogatePair(c, text.charAt(i + 1));
        if (!pair) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  static String refusal(char stranger) {
    return stranger == '\0'
        ? "A NUL character can't stand in SQL."
        : "Half of a surrogate pair stands here; the text is no valid Unicode.";
  }

  /// What is wrong where a lexical unit begins that never ends.
  static String unterminated(String text, int opening) {
    return switch (text.charAt(opening)) {
      case '/' -> "This comment is never closed by */.";
      case '"' -> "This quoted name is never closed.";
      case '$' -> "This dollar quote is never closed.";
      default -> "This quoted string is never closed.";
    };
  }
}
