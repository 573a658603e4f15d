package dev.towpath.report;

import java.util.List;

/// A part of a report as a person reads it; the renderer decides how it looks.
public sealed interface Block {
  /// A sentence or a short paragraph.
  record Text(String text) implements Block {}

  /// Names and values, one a line.
  record Facts(List<Fact> facts) implements Block {}

  /// A row has as many cells as there are columns.
  record Table(List<String> columns, List<Row> rows) implements Block {}

  /// Source text, as it is.
  record Code(String language, String text) implements Block {}

  /// Text that is already laid out, for a page or a generated script; not indented.
  record Verbatim(String text) implements Block {}

  record Fact(String name, String value) {}

  /// One row of a table, with the tone in which it is shown.
  record Row(Tone tone, List<String> cells) {}

  /// Never the only sign: the words say the same.
  enum Tone {
    PLAIN,
    GOOD,
    BAD,
    WARNING,
    FAINT
  }
}
