package dev.towpath.sql;

import java.util.Locale;

/// A backslash command of psql inside a script: its name, and where it ends.
record MetaCommand(String name, String line, int end) {
  /// The command whose backslash stands at an offset. It reaches to the end of its line, but for
  /// `\;` and `\:`.
  static MetaCommand at(String text, int backslash, int lineEnd) {
    int behind = backslash + 1;
    if (behind < lineEnd && (text.charAt(behind) == ';' || text.charAt(behind) == ':')) {
      return new MetaCommand(text.substring(behind, behind + 1), "", behind + 1);
    }
    while (behind < lineEnd && !Lexer.isSpace(text.charAt(behind)) && text.charAt(behind) != '\\') {
      behind++;
    }
    String name = text.substring(backslash + 1, behind);
    return new MetaCommand(name, text.substring(behind, lineEnd), lineEnd);
  }

  /// The pair of commands, restrict and its opposite, that every dump holds: it guards psql
  /// alone.
  boolean isHarmless() {
    return name.equals("restrict") || name.equals("unrestrict");
  }

  /// Whether psql would send or drop the statement before it.
  boolean sendsStatement() {
    return name.startsWith("g")
        || switch (name) {
          case "crosstabview", "watch", "r", "reset", "parse" -> true;
          default -> false;
        };
  }

  boolean isFollowedByRows() {
    String words = " " + line.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ") + " ";
    return name.equals("copy") && words.contains(" from stdin ");
  }

  String refusal() {
    if (name.equals(";") || name.equals(":")) {
      return "\\"
          + name
          + " is understood by psql alone; write "
          + name
          + " without the backslash.";
    }
    return "\\"
        + name
        + " is a command of psql, not SQL: take it out of the script, or write what it"
        + " does in SQL.";
  }
}
