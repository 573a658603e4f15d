package dev.towpath.postgres;

import java.util.LinkedHashMap;
import java.util.Map;

/// Reads `key = value key='value with \' blanks'`, with libpq's quotes and backslashes. For one
/// text.
final class KeyValueReader {
  private final String text;
  private int next;

  KeyValueReader(String text) {
    this.text = text;
  }

  Map<String, String> read() {
    Map<String, String> settings = new LinkedHashMap<>();
    skipBlanks();
    while (next < text.length()) {
      String key = key();
      settings.put(key, value());
      skipBlanks();
    }
    return settings;
  }

  private String key() {
    int start = next;
    while (next < text.length() && text.charAt(next) != '=' && !blank()) {
      next++;
    }
    String key = text.substring(start, next);
    skipBlanks();
    if (next == text.length() || text.charAt(next) != '=') {
      throw ConnectionText.invalid("A key is not followed by = in its string of key=value.");
    }
    next++;
    skipBlanks();
    return key;
  }

  private String value() {
    boolean quoted = next < text.length() && text.charAt(next) == '\'';
    if (quoted) {
      next++;
    }
    StringBuilder value = new StringBuilder();
    while (next < text.length() && (quoted ? text.charAt(next) != '\'' : !blank())) {
      if (text.charAt(next) == '\\' && next + 1 < text.length()) {
        next++;
      }
      value.append(text.charAt(next++));
    }
    if (quoted && next++ >= text.length()) {
      throw ConnectionText.invalid("A quote is not closed in its string of key=value.");
    }
    return value.toString();
  }

  private boolean blank() {
    return Character.isWhitespace(text.charAt(next));
  }

  private void skipBlanks() {
    while (next < text.length() && blank()) {
      next++;
    }
  }
}
