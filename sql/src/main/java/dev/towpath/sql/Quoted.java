package dev.towpath.sql;

import dev.towpath.sql.Lexer.Kind;
import java.util.Arrays;
import java.util.Optional;

/// A string constant: what it says, and where each of its characters stands. Immutable.
public final class Quoted {
  private final String value;
  private final int[] places;

  private Quoted(String value, int[] places) {
    this.value = value;
    this.places = places;
  }

  /// The first string constant of a text at or behind an offset. Empty if there is none, or if its
  /// escapes are of a kind that isn't read here: `U&''`, and codes in an `E''` string.
  public static Optional<Quoted> find(String text, int from) {
    Lexer lexer = new Lexer(text, from, text.length());
    while (Tokens.nextUnit(lexer) != Kind.END) {
      if (lexer.kind() == Kind.STRING) {
        return read(text, lexer.start(), lexer.end());
      }
    }
    return Optional.empty();
  }

  static Optional<Quoted> read(String text, int start, int end) {
    char first = text.charAt(start);
    if (first == '$') {
      int tag = text.indexOf('$', start + 1) + 1 - start;
      return Optional.of(verbatim(text, start + tag, end - tag));
    }
    boolean escapes = first == 'e' || first == 'E';
    if (first != '\'' && !escapes) {
      return Optional.empty();
    }
    return unquoted(text, start + (escapes ? 2 : 1), end, escapes);
  }

  private static Quoted verbatim(String text, int from, int to) {
    int[] places = new int[to - from + 1];
    Arrays.setAll(places, i -> from + i);
    return new Quoted(text.substring(from, to), places);
  }

  private static Optional<Quoted> unquoted(String text, int from, int end, boolean escapes) {
    StringBuilder value = new StringBuilder(end - from);
    int[] places = new int[end - from + 1];
    int at = from;
    while (at < end) {
      char c = text.charAt(at);
      places[value.length()] = at;
      if (c == '\'' && at + 1 < end && text.charAt(at + 1) == '\'') {
        value.append(c);
        at += 2;
      } else if (c == '\'') {
        int next = at + 1 < end ? text.indexOf('\'', at + 1) : -1; // goes on in another line
        at = next < 0 ? end : next + 1;
      } else if (c == '\\' && escapes) {
        char escaped = text.charAt(at + 1);
        if ("\\'\"nt\n".indexOf(escaped) < 0) {
          return Optional.empty();
        }
        value.append(escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped);
        at += 2;
      } else {
        value.append(c);
        at++;
      }
    }
    places[value.length()] = end - 1;
    return Optional.of(new Quoted(value.toString(), places));
  }

  /// What the constant says.
  public String value() {
    return value;
  }

  /// Where a character of the value stands in the text.
  ///
  /// @param index in the value, its length included
  public int place(int index) {
    return places[index];
  }
}
