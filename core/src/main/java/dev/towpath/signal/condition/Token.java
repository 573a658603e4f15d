package dev.towpath.signal.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A word, a number with its unit, or a sign of a condition.
///
/// @param at the offset of its first letter
record Token(Kind kind, String text, int at) {
  enum Kind {
    WORD,
    NUMBER,
    SIGN,
    END
  }

  private static final Pattern FORM =
      Pattern.compile(
          "\\s*(?:(?<word>[a-z][a-z0-9-]*)|(?<number>[0-9]+(?:\\.[0-9]+)?(?:%|[a-z]+)?)"
              + "|(?<sign>>=|<=|[<>()+-]))");

  static List<Token> of(String text) throws ConditionFault {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = FORM.matcher(text);
    int at = 0;
    int end = text.stripTrailing().length();
    while (at < end) {
      matcher.region(at, end);
      if (!matcher.lookingAt()) {
        int letter =
            at + (text.substring(at).length() - text.substring(at).stripLeading().length());
        throw new ConditionFault(
            letter,
            "Nothing in a condition begins with '" + text.charAt(letter) + "'.",
            "As in p95 < 350ms for 10m, with and, or, < <= > >= and parentheses.");
      }
      tokens.add(token(matcher));
      at = matcher.end();
    }
    tokens.add(new Token(Kind.END, "", end));
    return tokens;
  }

  private static Token token(Matcher matcher) {
    if (matcher.group("word") != null) {
      return new Token(Kind.WORD, matcher.group("word"), matcher.start("word"));
    }
    if (matcher.group("number") != null) {
      return new Token(Kind.NUMBER, matcher.group("number"), matcher.start("number"));
    }
    return new Token(Kind.SIGN, matcher.group("sign"), matcher.start("sign"));
  }

  boolean is(String other) {
    return kind != Kind.END && text.equals(other);
  }

  /// For messages.
  String shown() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}
