package dev.towpath.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A finding as a compiler would say it: rule and sentence, place, the source underlined, why,
// help.
final class FindingText {
  /// More of a long statement would push the sentence off the screen.
  private static final int MOST_SOURCE_LINES = 4;

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
  }

  private static void source(StringBuilder out, Finding finding, Ink ink) {
    if (finding.snippet().isBlank() || finding.where().isEmpty()) {
      return;
    }
    int number = finding.where().get().position().line();
    int column = finding.where().get().position().column();
    List<String> lines = Visible.text(finding.snippet()).lines().toList();
    int shown = Math.min(lines.size(), MOST_SOURCE_LINES);
    int gutter = String.valueOf(number + shown - 1).length();
    String blank = " ".repeat(gutter) + " " + ink.blue("|");
    out.append(blank).append('\n');
    for (int i = 0; i < shown; i++) {
      String indent = " ".repeat(i == 0 ? column - 1 : 0);
      String line = indent + lines.get(i);
      String label = " ".repeat(gutter - String.valueOf(number + i).length()) + (number + i);
      out.append(ink.blue(label + " |")).append(' ').append(line.stripTrailing()).append('\n');
      if (i == 0) {
        int length = Math.max(1, lines.get(0).stripTrailing().length());
        out.append(blank).append(' ').append(indent);
        out.append(ink.severity(finding.severity(), "^".repeat(length))).append('\n');
      }
    }
    if (lines.size() > shown) {
      out.append(blank).append(ink.faint(" ... " + (lines.size() - shown) + " more lines"));
      out.append('\n');
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
