package dev.towpath.catalog.shape;

import java.util.ArrayList;
import java.util.List;

/// Cuts a text of SQL at a separator, but not within quotes, parentheses or brackets.
final class Pieces {
  private static final String OPENING = "([";
  private static final String CLOSING = ")]";

  private Pieces() {}

  static List<String> of(String text, String separator) {
    List<String> pieces = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"' || c == '\'') {
        at = closing(text, at, at > 0 && c == '\'' && text.charAt(at - 1) == 'E');
      } else if (OPENING.indexOf(c) >= 0) {
        depth++;
      } else if (CLOSING.indexOf(c) >= 0) {
        depth--;
      } else if (depth == 0 && text.startsWith(separator, at)) {
        pieces.add(text.substring(start, at));
        start = at + separator.length();
        at = start - 1;
      }
    }
    if (start < text.length()) {
      pieces.add(text.substring(start));
    }
    return pieces;
  }

  /// Where a quote ends; a doubled one begins again at once.
  private static int closing(String text, int start, boolean escapes) {
    char quote = text.charAt(start);
    for (int at = start + 1; at < text.length(); at++) {
      if (escapes && text.charAt(at) == '\\') {
        at++;
      } else if (text.charAt(at) == quote) {
        return at;
      }
    }
    return text.length();
  }
}
