package dev.towpath.migration;

/// White space and comments: what stands between statements and does nothing.
public final class Trivia {
  private Trivia() {}

  /// The first offset at or behind `from` that is neither white space nor in a comment; `end` if
  /// there is none. Block comments nest, as PostgreSQL's do.
  public static int skip(String text, int from, int end) {
    int at = from;
    while (at < end) {
      if (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '\uFEFF') {
        at++;
      } else if (text.startsWith("--", at)) {
        int line = text.indexOf('\n', at);
        at = line < 0 ? end : Math.min(end, line + 1);
      } else if (text.startsWith("/*", at)) {
        at = behindBlock(text, at, end);
      } else {
        return at;
      }
    }
    return end;
  }

  /// Whether a stretch of a script holds no statement.
  public static boolean only(String text, int from, int end) {
    int at = skip(text, from, end);
    while (at < end && text.charAt(at) == ';') {
      at = skip(text, at + 1, end);
    }
    return at >= end;
  }

  private static int behindBlock(String text, int from, int end) {
    int depth = 0;
    int at = from;
    while (at < end) {
      if (text.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (text.startsWith("*/", at)) {
        depth--;
        at += 2;
        if (depth == 0) {
          return Math.min(at, end);
        }
      } else {
        at++;
      }
    }
    return end;
  }
}
