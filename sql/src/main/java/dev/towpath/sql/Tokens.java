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

  /// A text in a form that is equal for texts that are the same to [#same]: one space between
  /// units, words in lower case, no comments.
  public static String normal(String sql) {
    StringBuilder normal = new StringBuilder(sql.length());
    Lexer lexer = new Lexer(sql, 0, sql.length());
    while (nextUnit(lexer) != Kind.END) {
      boolean folded = lexer.kind() == Kind.WORD || lexer.kind() == Kind.NUMBER;
      normal.append(normal.isEmpty() ? "" : " ");
      for (int i = lexer.start(); i < lexer.end(); i++) {
        normal.append(folded ? fold(sql.charAt(i)) : sql.charAt(i));
      }
    }
    int end = normal.length();
    while (end > 0 && (normal.charAt(end - 1) == ';' || normal.charAt(end - 1) == ' ')) {
      end--;
    }
    return normal.substring(0, end);
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
      return sameFolded(a, left.start(), b, right.start(), length);
    }
    return a.regionMatches(left.start(), b, right.start(), length);
  }

  /// Whether two stretches are equal but for the case of the letters A to Z: PostgreSQL folds no
  /// others.
  static boolean sameFolded(String a, int i, String b, int j, int length) {
    for (int k = 0; k < length; k++) {
      if (fold(a.charAt(i + k)) != fold(b.charAt(j + k))) {
        return false;
      }
    }
    return true;
  }

  private static char fold(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }
}
