package dev.towpath.sql;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A text cut into statements exactly where psql cuts it, with the difference that one statement
/// in error never takes the rest of the text with it. Immutable.
public final class Script {
  private final String text;
  private final Span section;
  private final List<Statement> statements;
  private final int[] lines;

  private Script(String text, Span section) {
    this.text = text;
    this.section = section;
    this.statements = Splitter.split(text, section);
    this.lines = lineStarts(text);
  }

  /// The script that is the whole text. A byte order mark at its start is passed over.
  public static Script of(String text) {
    return new Script(text, new Span(0, text.length()));
  }

  /// The script in a section of a text. All offsets count from the start of the whole text.
  public static Script of(String text, Span section) {
    return new Script(text, section);
  }

  public String text() {
    return text;
  }

  public Span section() {
    return section;
  }

  /// The statements in their order; none for an empty text or one of comments alone.
  public List<Statement> statements() {
    return statements;
  }

  /// Line and column of an offset in the whole text.
  public Position position(int offset) {
    int found = Arrays.binarySearch(lines, offset);
    int line = found >= 0 ? found : -found - 2;
    return new Position(line + 1, offset - lines[line] + 1);
  }

  private static int[] lineStarts(String text) {
    IntStream.Builder starts = IntStream.builder().add(0);
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      starts.add(i + 1);
    }
    return starts.build().toArray();
  }
}
