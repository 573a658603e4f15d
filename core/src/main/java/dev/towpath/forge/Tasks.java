package dev.towpath.forge;

import java.util.List;

/// Items of a task list in a text of Markdown.
final class Tasks {
  private static final String OPEN = "[-*+] \\[ ] .+";
  private static final int MARK = 6;

  private Tasks() {}

  /// Those that are not ticked off.
  static List<String> open(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> line.matches(OPEN))
        .map(line -> line.substring(MARK))
        .toList();
  }
}
