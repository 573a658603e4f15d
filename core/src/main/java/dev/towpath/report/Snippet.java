package dev.towpath.report;

import dev.towpath.problem.Secrets;
import dev.towpath.sql.Span;

/// The source that a finding is about: whole lines, the first of them the one of its place.
///
/// @param lines from the start of the first line to the end of the last one; may be empty
/// @param length how many characters are meant, from the place on; only those of the first line
///     are underlined
public record Snippet(String lines, int length) {
  static final Snippet NONE = new Snippet("", 0);

  public Snippet {
    lines = Secrets.hidden(lines);
  }

  /// The lines of a text that a stretch of it touches.
  public static Snippet of(String text, Span span) {
    int start = Math.min(span.start(), text.length());
    int end = Math.min(Math.max(start, span.end()), text.length());
    int from = text.lastIndexOf('\n', start - 1) + 1;
    int to = text.indexOf('\n', Math.max(start, end - 1));
    return new Snippet(text.substring(from, to < 0 ? text.length() : to), end - start);
  }
}
