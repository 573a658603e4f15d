package dev.towpath.catalog.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Text of Markdown under way. Whatever a name or a comment holds, it is shown as it is and breaks
/// nothing around it.
final class Markdown {
  private static final String FENCE = "```";
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_{}\\[\\]<>#|~&]");
  private static final Pattern LIST = Pattern.compile("(?m)^(\\s*)([-+=]|\\d+(?=[.)]))");
  private static final Pattern BREAKS = Pattern.compile("\\R");
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}&&[^\\n]]");

  private final StringBuilder text = new StringBuilder();

  /// @param level 1 for the title
  Markdown heading(int level, String title) {
    return paragraph("#".repeat(level) + " " + title);
  }

  /// A heading with an anchor of its own.
  Markdown heading(int level, String title, String anchor) {
    return paragraph("<a id=\"" + anchor + "\"></a>").heading(level, title);
  }

  /// A paragraph as it is; nothing for an empty one.
  Markdown paragraph(String markdown) {
    if (!markdown.isEmpty()) {
      text.append(text.isEmpty() ? "" : "\n").append(markdown).append('\n');
    }
    return this;
  }

  Markdown block(String language, String content) {
    String fence = FENCE;
    while (content.contains(fence)) {
      fence += "`";
    }
    return paragraph(fence + language + "\n" + content.strip() + "\n" + fence);
  }

  /// A table; nothing where there are no rows, and no column that is empty in all of them.
  Markdown table(List<String> heads, List<List<String>> rows) {
    List<Integer> shown = new ArrayList<>();
    for (int i = 0; i < heads.size(); i++) {
      int column = i;
      if (i == 0 || rows.stream().anyMatch(row -> !row.get(column).isEmpty())) {
        shown.add(i);
      }
    }
    if (rows.isEmpty()) {
      return this;
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(shown.stream().map(heads::get).toList()));
    lines.add(line(shown.stream().map(_ -> "---").toList()));
    rows.forEach(row -> lines.add(line(shown.stream().map(row::get).toList())));
    return paragraph(String.join("\n", lines));
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  /// Words of a person in a paragraph of its own.
  static String prose(String words) {
    String plain = SPECIAL.matcher(readable(words)).replaceAll("\\\\$0");
    return LIST.matcher(plain).replaceAll("$1\\\\$2").strip();
  }

  /// Words of a person in a cell of a table.
  static String cell(String words) {
    return BREAKS.matcher(prose(words)).replaceAll("<br>");
  }

  /// A name or SQL on one line, in a paragraph or in a cell.
  static String code(String sql) {
    String line = BREAKS.matcher(readable(sql)).replaceAll(" ").replace("|", "\\|").strip();
    if (line.isEmpty()) {
      return "";
    }
    String ticks = "`";
    while (line.contains(ticks)) {
      ticks += "`";
    }
    String space = line.startsWith("`") || line.endsWith("`") ? " " : "";
    return ticks + space + line + space + ticks;
  }

  static String link(String label, String anchor) {
    return "[" + label + "](#" + anchor + ")";
  }

  /// An anchor that no other thing has: what is no small letter or digit is spelt by its number.
  static String anchor(String kind, String schema, String name) {
    StringBuilder anchor = new StringBuilder(kind);
    for (String part : name.isEmpty() ? List.of(schema) : List.of(schema, name)) {
      anchor.append('-');
      part.codePoints()
          .forEach(
              c ->
                  anchor.append(
                      (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
                          ? Character.toString(c)
                          : c == '_' ? "_" : "." + Integer.toHexString(c) + "."));
    }
    return anchor.toString();
  }

  private static String readable(String words) {
    return UNSEEN.matcher(BREAKS.matcher(words).replaceAll("\n")).replaceAll("\uFFFD");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
