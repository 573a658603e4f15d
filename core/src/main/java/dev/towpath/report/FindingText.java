package dev.towpath.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A finding as a compiler would say it: rule and sentence, place, the source
/// underlined, why, help.
final class FindingText {
  /// More of a long statement would push the sentence off the screen.
  private static final int MOST_SOURCE_LINES = 4;

  /// Of a line, in characters: data may stand in one line of a megabyte.
  private static final int MOST_CHARACTERS = 160;

  /// At most so many of them before the place.
  private static final int MOST_BEFORE = 80;

  private static final String CUT = "…";

  private FindingText() {}

  static void append(StringBuilder out, Finding finding, Ink ink) {
    String level = finding.severity().name().toLowerCase(Locale.ROOT);
    String lead = level + "[" + finding.rule() + "]";
    String text = Wrap.hanging(lead + ": ", Visible.text(finding.message()), ink.width());
    out.append(ink.severity(finding.severity(), lead));
    out.append(text.substring(lead.length())).append('\n');
    finding
        .where()
        .ifPresent(
            where ->
                out.append("  ")
                    .append(ink.blue("-->"))
                    .append(' ')
                    .append(Visible.line(where.toString()))
                    .append('\n'));
    source(out, finding, ink);
    note(out, "why:  ", finding.why(), ink);
    note(out, "help: ", finding.help(), ink);
    finding.fix().ifPresent(fix -> diff(out, fix, ink));
  }

  private static void source(StringBuilder out, Finding finding, Ink ink) {
    if (finding.snippet().lines().isBlank() || finding.where().isEmpty()) {
      return;
    }
    int number = finding.where().get().position().line();
    List<String> lines = finding.snippet().lines().lines().toList();
    int shown = Math.min(lines.size(), MOST_SOURCE_LINES);
    int gutter = String.valueOf(number + shown - 1).length();
    String blank = " ".repeat(gutter) + " " + ink.blue("|");
    out.append(blank).append('\n');
    int column = Math.min(finding.where().get().position().column() - 1, lines.getFirst().length());
    int from = Math.max(0, column - MOST_BEFORE);
    for (int i = 0; i < shown; i++) {
      String label = " ".repeat(gutter - String.valueOf(number + i).length()) + (number + i);
      out.append(ink.blue(label + " |"));
      out.append(' ').append(part(lines.get(i), i == 0 ? from : 0)).append('\n');
      if (i == 0) {
        out.append(blank).append(' ').append(caret(lines.getFirst(), from, column, finding, ink));
        out.append('\n');
      }
    }
    if (lines.size() > shown) {
      out.append(blank).append(ink.faint(" ... " + (lines.size() - shown) + " more lines"));
      out.append('\n');
    }
  }

  /// A line as far as it is shown; a mark stands for each end that is cut off.
  private static String part(String line, int from) {
    int to = Math.min(line.length(), from + MOST_CHARACTERS);
    String part = Visible.text(line.substring(from, to)).stripTrailing();
    return (from > 0 ? CUT : "") + part + (to < line.length() ? CUT : "");
  }

  private static String caret(String line, int from, int column, Finding finding, Ink ink) {
    int to = Math.min(line.length(), from + MOST_CHARACTERS);
    int end = Math.min(to, column + finding.snippet().length());
    String indent = (from > 0 ? CUT : "") + Visible.text(line.substring(from, column));
    String marked = Visible.text(line.substring(column, Math.max(column, end))).stripTrailing();
    return " ".repeat(indent.length())
        + ink.severity(finding.severity(), "^".repeat(Math.max(1, marked.length())));
  }

  /// The safe way below the help, as a diff.
  private static void diff(StringBuilder out, Finding.Fix fix, Ink ink) {
    for (FixDiff.Line line : FixDiff.of(fix)) {
      String text = line.sign() + " " + part(line.text(), 0);
      String shown =
          switch (line.sign()) {
            case '-' -> ink.red(text);
            case '+' -> ink.green(text);
            default -> text;
          };
      out.append("      ").append(shown.stripTrailing()).append('\n');
    }
  }

  private static void note(StringBuilder out, String lead, String text, Ink ink) {
    if (!text.isEmpty()) {
      String label = "  = " + lead;
      String wrapped = Wrap.hanging(label, Visible.text(text), ink.width());
      out.append(ink.blue("  =")).append(' ').append(ink.strong(lead));
      out.append(wrapped.substring(label.length())).append('\n');
    }
  }

  /// The place as `file:line:column`, or nothing.
  static String place(Finding finding) {
    return finding.where().map(Object::toString).orElse("");
  }

  static Optional<String> file(Finding finding) {
    return finding.where().map(where -> where.file());
  }
}
