package dev.towpath.sql;

import dev.towpath.sql.Lexer.Kind;

/// Reads on in a PL/pgSQL body up to the end of a statement, and blanks what SQL would not take in
/// it: `INTO` with its variables.
final class Passage {
  private final Lexer lexer;
  private final StringBuilder text;
  private int parentheses;
  private int cases;

  /// @param lexer on the first unit of the statement
  /// @param text the body, to be changed
  Passage(Lexer lexer, StringBuilder text) {
    this.lexer = lexer;
    this.text = text;
  }

  /// Goes on to a word or a semicolon outside parentheses and CASE.
  ///
  /// @return behind the last unit before it
  int to(String end) {
    int behind = lexer.end();
    boolean intoIsSql = lexer.isWord("insert") || lexer.isWord("merge");
    while (Tokens.nextUnit(lexer) != Kind.END && !ends(end)) {
      count();
      if (parentheses == 0 && lexer.isWord("into") && !intoIsSql) {
        blankTarget();
        if (lexer.kind() == Kind.END || ends(end)) {
          break;
        }
      }
      intoIsSql = lexer.isWord("insert") || lexer.isWord("merge");
      behind = lexer.end();
    }
    return behind;
  }

  private boolean ends(String end) {
    return parentheses == 0
        && (lexer.is(';') || (cases == 0 && !end.equals(";") && lexer.isWord(end)));
  }

  private void count() {
    if (lexer.is('(')) {
      parentheses++;
    } else if (lexer.is(')') && parentheses > 0) {
      parentheses--;
    } else if (lexer.isWord("case")) {
      cases++;
    } else if (lexer.isWord("end") && cases > 0) {
      cases--;
    }
  }

  /// The variables are names with dots and subscripts, between commas. The lexer is then on the
  /// unit behind them.
  private void blankTarget() {
    int from = lexer.start();
    int to = lexer.end();
    boolean more = true;
    Tokens.nextUnit(lexer);
    if (lexer.isWord("strict")) {
      Tokens.nextUnit(lexer);
    }
    while (more && lexer.kind() != Kind.END) {
      to = lexer.end();
      Tokens.nextUnit(lexer);
      more = lexer.is(',') || lexer.is('.') || lexer.is('[');
      if (lexer.is('[')) {
        while (lexer.kind() != Kind.END && !lexer.is(']')) {
          Tokens.nextUnit(lexer);
        }
        to = lexer.end();
        Tokens.nextUnit(lexer);
        more = lexer.is(',') || lexer.is('.');
      }
      if (more) {
        Tokens.nextUnit(lexer);
      }
    }
    text.replace(from, to, " ".repeat(to - from));
  }
}
