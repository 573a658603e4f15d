package dev.towpath.sql;

/// The lines of rows that begin at an offset: up to a line that is `\.` alone, or up to the end.
/// `behind` is where the text goes on.
record RowLines(Span rows, int behind) {
  static RowLines at(String text, int from, int limit) {
    int line = from;
    while (line < limit) {
      int newline = text.indexOf('\n', line, limit);
      int end = newline < 0 ? limit : newline;
      if (isLast(text, line, end)) {
        return new RowLines(new Span(from, line), newline < 0 ? limit : newline + 1);
      }
      line = newline < 0 ? limit : newline + 1;
    }
    return new RowLines(new Span(from, limit), limit);
  }

  private static boolean isLast(String text, int line, int end) {
    int bare = end > line && text.charAt(end - 1) == '\r' ? end - 1 : end;
    return bare - line == 2 && text.startsWith("\\.", line);
  }
}
