package dev.towpath.report;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A report for a person at a terminal: blocks, then findings, the counts, and what to do next.
final class TextRenderer {
  private TextRenderer() {}

  /// Writes paragraph by paragraph: the whole of a large report never stands in memory.
  static void write(Report report, Ink ink, Appendable out) throws IOException {
    Stream<Consumer<StringBuilder>> blocks =
        report.blocks().stream().map(block -> text -> append(text, block, ink));
    Stream<Consumer<StringBuilder>> findings =
        report.findings().stream().map(finding -> text -> FindingText.append(text, finding, ink));
    Stream<Consumer<StringBuilder>> end =
        Stream.of(
            text -> report.problem().ifPresent(each -> ProblemText.append(text, each, ink)),
            text -> end(text, report, ink));
    Iterator<Consumer<StringBuilder>> all =
        Stream.of(blocks, findings, end).flatMap(parts -> parts).iterator();
    String between = "";
    while (all.hasNext()) {
      StringBuilder paragraph = new StringBuilder();
      all.next().accept(paragraph);
      if (!paragraph.isEmpty()) {
        out.append(between).append(paragraph);
        between = "\n";
      }
    }
  }

  private static void end(StringBuilder out, Report report, Ink ink) {
    line(out, "", report.summary(), ink);
    // A command stays in one piece, however long: it is there to be copied.
    line(out, "next: ", report.next(), new Ink(ink.colour(), Ink.UNBOUNDED));
  }

  private static void line(StringBuilder out, String lead, String text, Ink ink) {
    if (!text.isEmpty()) {
      String wrapped = Wrap.hanging(lead, Visible.text(text), ink.width());
      out.append(ink.strong(lead)).append(wrapped.substring(lead.length())).append('\n');
    }
  }

  private static void append(StringBuilder out, Block block, Ink ink) {
    switch (block) {
      case Block.Text(String text) -> line(out, "", text, ink);
      case Block.Facts(List<Block.Fact> facts) -> facts(out, facts, ink);
      case Block.Table table -> Tables.append(out, table, ink);
      case Block.Verbatim(String text) ->
          out.append(Visible.lines(text).stripTrailing()).append('\n');
      case Block.Code(String language, String text) ->
          Visible.text(text)
              .lines()
              .map(code -> language.equals("diff") ? painted(code, ink) : code)
              .forEach(code -> out.append("    ").append(code).append('\n'));
    }
  }

  private static String painted(String line, Ink ink) {
    return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '-' -> ink.red(line);
      case '+' -> ink.green(line);
      default -> line;
    };
  }

  private static void facts(StringBuilder out, List<Block.Fact> facts, Ink ink) {
    int widest = facts.stream().mapToInt(fact -> fact.name().length()).max().orElse(0);
    for (Block.Fact fact : facts) {
      String lead = fact.name() + " ".repeat(widest - fact.name().length() + 2);
      String wrapped = Wrap.hanging(lead, Visible.text(fact.value()), ink.width());
      out.append(ink.faint(lead)).append(wrapped.substring(lead.length())).append('\n');
    }
  }
}
