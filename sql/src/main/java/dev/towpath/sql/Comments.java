package dev.towpath.sql;

import dev.towpath.sql.Lexer.Kind;
import java.util.ArrayList;
import java.util.List;

/// Finds comments as PostgreSQL reads them: what looks like one in a string is none.
public final class Comments {
  private Comments() {}

  /// The comments in a stretch of a text, in their order.
  public static List<Span> in(String text, Span span) {
    List<Span> found = new ArrayList<>();
    Lexer lexer = new Lexer(text, span.start(), span.end());
    while (lexer.next() != Kind.END) {
      if (lexer.kind() == Kind.COMMENT) {
        found.add(new Span(lexer.start(), lexer.end()));
      }
    }
    return found;
  }
}
