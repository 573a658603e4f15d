package dev.towpath.report;

import java.util.ArrayList;
import java.util.List;

/// Cuts paragraphs into lines of a width, at spaces.
public final class Wrap {
  /// Narrower than this nothing is readable; such a width is treated as this one.
  private static final int NARROWEST_COLUMNS = 40;

  private Wrap() {}

  /// The first line begins with a lead, the others with as many spaces. Line ends in the text stay.
  public static String hanging(String lead, String text, int width) {
    String indent = " ".repeat(lead.length());
    int room = Math.max(NARROWEST_COLUMNS, width) - lead.length();
    List<String> lines = new ArrayList<>();
    text.strip().lines().forEach(line -> cut(line, room, lines));
    return lead + String.join("\n" + indent, lines);
  }

  private static void cut(String line, int room, List<String> lines) {
    String rest = line.stripTrailing();
    while (rest.length() > room) {
      int space = rest.lastIndexOf(' ', room);
      if (space <= 0 || rest.substring(0, space).isBlank()) {
        space = rest.indexOf(' ', room);
      }
      if (space < 0) {
        break;
      }
      lines.add(rest.substring(0, space));
      rest = rest.substring(space).strip();
    }
    lines.add(rest);
  }
}
