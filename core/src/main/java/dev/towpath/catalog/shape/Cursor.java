package dev.towpath.catalog.shape;

import java.util.ArrayList;
import java.util.List;

/// A place in a text of SQL that the server wrote, which moves on as names are read.
final class Cursor {
  private final String text;
  private int at;

  Cursor(String text) {
    this.text = text;
  }

  /// Moves behind a word if the text goes on with it.
  boolean skip(String word) {
    boolean found = text.startsWith(word, at);
    at += found ? word.length() : 0;
    return found;
  }

  /// Moves behind the next place where a word stands; stays if there is none.
  boolean skipTo(String word) {
    int found = text.indexOf(word, at);
    at = found < 0 ? at : found + word.length();
    return found >= 0;
  }

  boolean done() {
    return at >= text.length();
  }

  String rest() {
    return text.substring(at);
  }

  /// One name, without its quotes; empty if none stands here.
  String name() {
    if (at < text.length() && text.charAt(at) == '"') {
      return quoted();
    }
    int start = at;
    while (at < text.length() && isPlain(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private String quoted() {
    StringBuilder name = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"' && !skip("\"")) {
        break;
      }
      name.append(c);
    }
    return name.toString();
  }

  private static boolean isPlain(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || Character.isSurrogate(c);
  }

  Name qualified() {
    String first = name();
    return skip(".") ? new Name(first, name()) : new Name("", first);
  }

  /// Names with commas between them, up to the end or to a closing parenthesis.
  List<String> names() {
    List<String> names = new ArrayList<>();
    while (!done()) {
      skip("PERIOD ");
      names.add(name());
      skip(" WITHOUT OVERLAPS");
      if (!skip(", ")) {
        break;
      }
    }
    return names;
  }
}
