package dev.towpath.sql;

import java.util.Locale;
import java.util.Set;

/// A cursor over the lexical units of SQL, by the rules of PostgreSQL 18's own scanners (the
/// server's and psql's agree but for what [Splitter] says). White space is passed over; comments
/// are units. Not safe for use by several threads.
final class Lexer {
  /// What a unit is. An `UNTERMINATED` string, name or comment reaches to the end.
  enum Kind {
    WORD,
    QUOTED_NAME,
    STRING,
    NUMBER,
    PARAMETER,
    OPERATOR,
    PUNCTUATION,
    COMMENT,
    BACKSLASH,
    UNTERMINATED,
    END
  }

  private static final String OPERATORS = "~!@#^&|`?+-*/%<>=";

  private final String text;
  private final int to;
  private int start;
  private int end;
  private Kind kind = Kind.END;

  Lexer(String text, int from, int to) {
    this.text = text;
    this.to = to;
    end = from;
  }

  /// Moves to the next unit, and says what it is.
  Kind next() {
    start = end;
    while (start < to && isSpace(text.charAt(start))) {
      start++;
    }
    end = start;
    kind = start < to ? scan(text.charAt(start)) : Kind.END;
    return kind;
  }

  Kind kind() {
    return kind;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /// Goes on at another place of the text.
  void moveTo(int offset) {
    end = offset;
  }

  /// Whether the unit is this word, given in lower case. Names in double quotes are no words.
  boolean isWord(String word) {
    return kind == Kind.WORD
        && end - start == word.length()
        && Tokens.sameFolded(text, start, word, 0, word.length());
  }

  boolean isAnyWord(Set<String> words) {
    return kind == Kind.WORD && words.contains(image().toLowerCase(Locale.ROOT));
  }

  boolean is(char punctuation) {
    return kind == Kind.PUNCTUATION && text.charAt(start) == punctuation;
  }

  String image() {
    return text.substring(start, end);
  }

  private Kind scan(char c) {
    if (isNameStart(c)) {
      return wordOrString(c);
    }
    return switch (c) {
      case '\'' -> string(1, false);
      case '"' -> quotedName(1);
      case '$' -> dollar();
      case '\\' -> take(1, Kind.BACKSLASH);
      case '-' -> at(1) == '-' ? lineComment() : operator();
      case '/' -> at(1) == '*' ? blockComment() : operator();
      case '.' -> isDigit(at(1)) ? number() : take(1, Kind.PUNCTUATION);
      default -> isDigit(c) ? number() : isOperator(c) ? operator() : take(1, Kind.PUNCTUATION);
    };
  }

  private Kind wordOrString(char c) {
    char second = at(1);
    if (second == '\'' && (c == 'e' || c == 'E')) {
      return string(2, true);
    }
    if (second == '\'' && "bBxXnN".indexOf(c) >= 0) {
      return string(2, false);
    }
    if (second == '&' && (c == 'u' || c == 'U') && at(2) == '\'') {
      return string(3, false);
    }
    if (second == '&' && (c == 'u' || c == 'U') && at(2) == '"') {
      return quotedName(3);
    }
    end++;
    skipName();
    return Kind.WORD;
  }

  /// A string in single quotes, and what continues it after a line break.
  private Kind string(int opening, boolean escapes) {
    end += opening;
    while (end < to) {
      char c = text.charAt(end++);
      if (c == '\\' && escapes) {
        end = Math.min(end + 1, to);
      } else if (c == '\'') {
        if (at(0) == '\'') {
          end++;
          continue;
        }
        int continued = continuation();
        if (continued < 0) {
          return Kind.STRING;
        }
        end = continued;
      }
    }
    return Kind.UNTERMINATED;
  }

  /// The place behind the quote that goes on with the string just closed, or -1.
  private int continuation() {
    boolean newline = false;
    int i = end;
    while (i < to) {
      char c = text.charAt(i);
      if (c == '\'') {
        return newline ? i + 1 : -1;
      } else if (c == '-' && i + 1 < to && text.charAt(i + 1) == '-') {
        i = lineEnd(i);
      } else if (isSpace(c)) {
        newline |= c == '\n' || c == '\r';
        i++;
      } else {
        return -1;
      }
    }
    return -1;
  }

  private Kind quotedName(int opening) {
    end += opening;
    while (end < to) {
      if (text.charAt(end++) == '"') {
        if (at(0) != '"') {
          return Kind.QUOTED_NAME;
        }
        end++;
      }
    }
    return Kind.UNTERMINATED;
  }

  private Kind dollar() {
    if (isDigit(at(1))) {
      end++;
      skipName();
      return Kind.PARAMETER;
    }
    int tag = end + 1;
    if (tag < to && isNameStart(text.charAt(tag))) {
      while (tag < to && isNamePart(text.charAt(tag)) && text.charAt(tag) != '$') {
        tag++;
      }
    }
    if (tag >= to || text.charAt(tag) != '$') {
      return take(1, Kind.PUNCTUATION);
    }
    int closing = text.indexOf(text.substring(end, tag + 1), tag + 1);
    int behind = closing + tag + 1 - end;
    boolean closed = closing >= 0 && behind <= to;
    end = closed ? behind : to;
    return closed ? Kind.STRING : Kind.UNTERMINATED;
  }

  private Kind lineComment() {
    end = lineEnd(end);
    return Kind.COMMENT;
  }

  private int lineEnd(int from) {
    int i = from;
    while (i < to && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
      i++;
    }
    return i;
  }

  private Kind blockComment() {
    int depth = 0;
    do {
      if (at(0) == '/' && at(1) == '*') {
        depth++;
        end += 2;
      } else if (at(0) == '*' && at(1) == '/') {
        depth--;
        end += 2;
      } else {
        end++;
      }
    } while (depth > 0 && end < to);
    return depth == 0 ? Kind.COMMENT : Kind.UNTERMINATED;
  }

  private Kind operator() {
    do {
      end++;
    } while (end < to && isOperator(text.charAt(end)) && !startsComment());
    return Kind.OPERATOR;
  }

  private boolean startsComment() {
    return (at(0) == '-' && at(1) == '-') || (at(0) == '/' && at(1) == '*');
  }

  private Kind number() {
    while (end < to) {
      char c = text.charAt(end);
      boolean sign = (c == '+' || c == '-') && isExponent(end);
      boolean range = c == '.' && at(1) == '.';
      if (range || !(sign || c == '.' || (c != '$' && isNamePart(c)))) {
        break;
      }
      end++;
    }
    return Kind.NUMBER;
  }

  private boolean isExponent(int sign) {
    char before = text.charAt(sign - 1);
    boolean hexadecimal = at(start - end) == '0' && (at(start - end + 1) | 32) == 'x';
    return (before == 'e' || before == 'E') && !hexadecimal && isDigit(at(1));
  }

  private Kind take(int length, Kind taken) {
    end += length;
    return taken;
  }

  private void skipName() {
    while (end < to && isNamePart(text.charAt(end))) {
      end++;
    }
  }

  /// The character at a distance from the end of what was read, NUL behind the end.
  private char at(int distance) {
    int i = end + distance;
    return i < to ? text.charAt(i) : '\0';
  }

  static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isOperator(char c) {
    return OPERATORS.indexOf(c) >= 0;
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= '\u0080';
  }

  private static boolean isNamePart(char c) {
    return isNameStart(c) || isDigit(c) || c == '$';
  }
}
