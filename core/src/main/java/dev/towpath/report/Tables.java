package dev.towpath.report;

import java.util.ArrayList;
import java.util.List;

/// Sets a table for a screen: columns padded, the widest one shortened where the screen ends.
final class Tables {
  private static final String GAP = "  ";

  /// A column is never shortened to less than this many characters.
  private static final int NARROWEST_COLUMN = 12;

  private Tables() {}

  static void append(StringBuilder out, Block.Table table, Ink ink) {
    List<Integer> widths = fit(widths(table), ink.width());
    out.append(ink.faint(line(table.columns(), widths))).append('\n');
    for (Block.Row row : table.rows()) {
      out.append(ink.tone(row.tone(), line(row.cells(), widths))).append('\n');
    }
  }

  private static List<Integer> widths(Block.Table table) {
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < table.columns().size(); column++) {
      int widest = length(table.columns().get(column));
      for (Block.Row row : table.rows()) {
        widest = Math.max(widest, length(Visible.line(row.cells().get(column))));
      }
      widths.add(widest);
    }
    return widths;
  }

  private static List<Integer> fit(List<Integer> widths, int screen) {
    List<Integer> fitted = new ArrayList<>(widths);
    long total = fitted.stream().mapToLong(Integer::longValue).sum() + 2L * (fitted.size() - 1);
    while (total > screen) {
      int widest = widest(fitted);
      if (fitted.get(widest) <= NARROWEST_COLUMN) {
        return fitted;
      }
      fitted.set(widest, fitted.get(widest) - 1);
      total--;
    }
    return fitted;
  }

  private static int widest(List<Integer> widths) {
    int widest = 0;
    for (int column = 1; column < widths.size(); column++) {
      widest = widths.get(column) > widths.get(widest) ? column : widest;
    }
    return widest;
  }

  private static String line(List<String> cells, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String cell = shorten(Visible.line(cells.get(column)), widths.get(column));
      line.append(column == 0 ? "" : GAP).append(cell);
      line.append(" ".repeat(widths.get(column) - length(cell)));
    }
    return line.toString().stripTrailing();
  }

  private static String shorten(String cell, int width) {
    if (length(cell) <= width) {
      return cell;
    }
    return cell.substring(0, cell.offsetByCodePoints(0, width - 1)) + "…";
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
