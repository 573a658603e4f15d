package dev.towpath.sql;

import dev.towpath.sql.Lexer.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Finds names in a statement as it is written: past comments, strings and bodies.
public final class Identifiers {
  private static final int QUOTES = 2;

  /// Of one UTF-16 unit in UTF-8.
  private static final int MOST_BYTES_OF_A_UNIT = 3;

  private Identifiers() {}

  /// The names of more than so many bytes in UTF-8, in order; a quoted one without its quotes.
  public static List<Span> longerThan(String sql, int bytes) {
    List<Span> found = new ArrayList<>();
    Lexer lexer = new Lexer(sql, 0, sql.length());
    for (Kind kind = Tokens.nextUnit(lexer); kind != Kind.END; kind = Tokens.nextUnit(lexer)) {
      boolean quoted = kind == Kind.QUOTED_NAME;
      boolean name = quoted || kind == Kind.WORD;
      if (!name || lexer.end() - lexer.start() < bytes / MOST_BYTES_OF_A_UNIT) {
        continue;
      }
      String text = sql.substring(lexer.start(), lexer.end());
      int length = text.replace("\"\"", "\"").getBytes(StandardCharsets.UTF_8).length;
      if (length - (quoted ? QUOTES : 0) > bytes) {
        found.add(
            quoted
                ? new Span(lexer.start() + 1, lexer.end() - 1)
                : new Span(lexer.start(), lexer.end()));
      }
    }
    return found;
  }
}
