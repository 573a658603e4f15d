package dev.towpath.ledger;

import java.util.List;

/// A page for people that is being written. What others wrote stays text.
public final class Html {
  private final StringBuilder page = new StringBuilder();

  public static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  public Html heading(int level, String words) {
    page.append("<h%d>%s</h%d>\n".formatted(level, escaped(words), level));
    return this;
  }

  public Html paragraph(String words) {
    page.append("<p>").append(escaped(words)).append("</p>\n");
    return this;
  }

  /// Adds a table.
  ///
  /// @param heads of the columns; empty for a table of names and values
  /// @param rows of cells that are HTML already
  public Html table(List<String> heads, List<List<String>> rows) {
    page.append("<table>\n");
    if (!heads.isEmpty()) {
      page.append("<tr>");
      heads.forEach(head -> page.append("<th>").append(escaped(head)));
      page.append('\n');
    }
    for (List<String> row : rows) {
      page.append("<tr>");
      row.forEach(cell -> page.append("<td>").append(cell));
      page.append('\n');
    }
    page.append("</table>\n");
    return this;
  }

  /// Adds a list.
  ///
  /// @param items that are HTML already
  public Html list(List<String> items) {
    page.append("<ul>\n");
    items.forEach(item -> page.append("<li>").append(item).append('\n'));
    page.append("</ul>\n");
    return this;
  }

  /// A link to a file of the bundle.
  public static String link(String name, String words) {
    String address = name.replace("%", "%25").replace("\"", "%22").replace("#", "%23");
    return "<a href=\"" + escaped(address.replace("?", "%3F")) + "\">" + escaped(words) + "</a>";
  }

  /// A short form of a digest, with the whole one behind it.
  public static String digest(String sha256) {
    String whole = escaped(sha256).replace("\"", "");
    return "<code title=\""
        + whole
        + "\">"
        + whole.substring(0, Math.min(12, whole.length()))
        + "…</code>";
  }

  public String text() {
    return page.toString();
  }
}
