package dev.towpath.sql;

import dev.towpath.sql.Lexer.Kind;
import java.util.Optional;

/// Finds words in a statement as PostgreSQL reads it: past comments, strings and quoted names.
public final class Phrase {
  private Phrase() {}

  /// The first place where words follow each other with nothing but white space and comments in
  /// between.
  ///
  /// @param from the offset in the statement to search from, in UTF-16
  /// @param words in lower case
  public static Optional<Span> find(String sql, int from, String... words) {
    Lexer lexer = new Lexer(sql, from, sql.length());
    while (Tokens.nextUnit(lexer) != Kind.END) {
      int start = lexer.start();
      int end = lexer.end();
      if (lexer.isWord(words[0])) {
        int matched = follow(lexer, words);
        if (matched == words.length) {
          return Optional.of(new Span(start, lexer.end()));
        }
        lexer.moveTo(end);
      }
    }
    return Optional.empty();
  }

  private static int follow(Lexer lexer, String... words) {
    int matched = 1;
    while (matched < words.length
        && Tokens.nextUnit(lexer) != Kind.END
        && lexer.isWord(words[matched])) {
      matched++;
    }
    return matched;
  }
}
