package dev.towpath.sql;

/// A stretch of a text, in UTF-16 code units: `start` is in, `end` is out.
public record Span(int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("no span: " + start + " to " + end);
    }
  }

  public int length() {
    return end - start;
  }

  public String in(String text) {
    return text.substring(start, end);
  }
}
