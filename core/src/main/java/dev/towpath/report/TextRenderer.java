package dev.towpath.report;

import java.util.List;

/// A report for a person at a terminal: blocks, then findings, the counts, and what to do next.
final class TextRenderer {
  private TextRenderer() {}

  static String render(Report report, Ink ink) {
    StringBuilder out = new StringBuilder();
    for (Block block : report.blocks()) {
      paragraph(out);
      append(out, block, ink);
    }
    for (Finding finding : report.findings()) {
      paragraph(out);
      FindingText.append(out, finding, ink);
    }
    report
        .problem()
        .ifPresent(
            problem -> {
              paragraph(out);
              ProblemText.append(out, problem, ink);
            });
    if (!report.summary().isEmpty() || !report.next().isEmpty()) {
      paragraph(out);
    }
    line(out, "", report.summary(), ink);
    // A command stays in one piece, however long: it is there to be copied.
    line(out, "next: ", report.next(), new Ink(ink.colour(), Ink.UNBOUNDED));
    return out.toString();
  }

  private static void paragraph(StringBuilder out) {
    if (!out.isEmpty()) {
      out.append('\n');
    }
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
          out.append(Visible.text(text).stripTrailing()).append('\n');
      case Block.Code(String language, String text) ->
          Visible.text(text).lines().forEach(code -> out.append("    ").append(code).append('\n'));
    }
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
