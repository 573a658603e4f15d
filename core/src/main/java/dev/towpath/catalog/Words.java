package dev.towpath.catalog;

import java.util.regex.Pattern;

/// Names in the text form of a catalog: as they are if they are plain, else in quotes.
final class Words {
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_$.()\\[\\],-]+");
  private static final Pattern PLAIN_PROPERTY =
      Pattern.compile("[^\":\\p{Cntrl}\\s]+( [^\":\\p{Cntrl}\\s]+)*");

  private Words() {}

  static String of(String name) {
    return isSimple(name) || PLAIN.matcher(name).matches() ? name : Quoted.of(name);
  }

  static String property(String name) {
    return isSimple(name) || PLAIN_PROPERTY.matcher(name).matches() ? name : Quoted.of(name);
  }

  /// Most names by far are, and are seen to be without a pattern.
  private static boolean isSimple(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /// Where the word that begins at an offset ends: behind its closing quote, or at a delimiter.
  static int end(String line, int start, char delimiter) {
    if (start >= line.length() || line.charAt(start) != '"') {
      int end = line.indexOf(delimiter, start);
      return end < 0 ? line.length() : end;
    }
    int at = start + 1;
    while (at < line.length() && line.charAt(at) != '"') {
      at += line.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at + 1, line.length());
  }

  static String unquote(String word) {
    if (!word.startsWith("\"")) {
      return word;
    }
    StringBuilder plain = new StringBuilder();
    int at = 1;
    while (at < word.length() - 1) {
      char c = word.charAt(at++);
      if (c != '\\') {
        plain.append(c);
        continue;
      }
      char escaped = word.charAt(at++);
      switch (escaped) {
        case 'n' -> plain.append('\n');
        case 'r' -> plain.append('\r');
        case 'u' -> {
          plain.append((char) Integer.parseInt(word, at, at + 4, 16));
          at += 4;
        }
        default -> plain.append(escaped);
      }
    }
    return plain.toString();
  }
}
