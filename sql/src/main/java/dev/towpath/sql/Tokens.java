package dev.towpath.sql;

import dev.towpath.sql.Lexer.Kind;

/// Compares SQL unit by unit, as PostgreSQL reads it.
public final class Tokens {
  private Tokens() {}

  /// Whether two texts hold the same lexical units. White space, comments, the letter case of
  /// words outside quotes, and semicolons at the end don't count; what stands in quotes counts
  /// exactly.
  public static boolean same(String a, String b) {
    Lexer left = new Lexer(a, 0, a.length());
    Lexer right = new Lexer(b, 0, b.length());
    while (true) {
      Kind kind = nextUnit(left);
      Kind other = nextUnit(right);
      if (kind == Kind.END || other == Kind.END) {
        return endsHere(left) && endsHere(right);
      }
      if (kind != other || !sameImage(a, left, b, right)) {
        return false;
      }
    }
  }

  /// The next unit that is no comment.
  static Kind nextUnit(Lexer lexer) {
    Kind kind;
    do {
      kind = lexer.next();
    } while (kind == Kind.COMMENT);
    return kind;
  }

  private static boolean endsHere(Lexer lexer) {
    while (lexer.is(';')) {
      nextUnit(lexer);
    }
    return lexer.kind() == Kind.END;
  }

  private static boolean sameImage(String a, Lexer left, String b, Lexer right) {
    int length = left.end() - left.start();
    if (length != right.end() - right.start()) {
      return false;
    }
    if (left.kind() == Kind.WORD || left.kind() == Kind.NUMBER) {
      return Lexer.sameFolded(a, left.start(), b, right.start(), length);
    }
    return a.regionMatches(left.start(), b, right.start(), length);
  }
}
