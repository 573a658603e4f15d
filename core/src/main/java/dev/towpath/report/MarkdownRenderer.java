package dev.towpath.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A report as a comment for a pull request or a job summary.
final class MarkdownRenderer {
  private MarkdownRenderer() {}

  static String render(Report report) {
    StringBuilder out = new StringBuilder("## towpath ").append(report.kind()).append('\n');
    report.blocks().forEach(block -> append(out.append('\n'), block));
    report.findings().forEach(finding -> finding(out.append('\n'), finding));
    report.problem().ifPresent(problem -> finding(out.append('\n'), Findings.of(problem)));
    if (!report.summary().isEmpty()) {
      out.append("\n**").append(escape(report.summary())).append("**\n");
    }
    if (!report.next().isEmpty()) {
      out.append("\nNext: ").append(escape(report.next())).append('\n');
    }
    return out.toString();
  }

  private static void append(StringBuilder out, Block block) {
    switch (block) {
      case Block.Text(String text) -> out.append(escape(text)).append('\n');
      case Block.Facts(List<Block.Fact> facts) ->
          facts.forEach(
              fact ->
                  out.append("- ")
                      .append(escape(fact.name()))
                      .append(": ")
                      .append(escape(fact.value()))
                      .append('\n'));
      case Block.Table(List<String> columns, List<Block.Row> rows) -> {
        row(out, columns);
        row(out, columns.stream().map(column -> "---").toList());
        rows.forEach(row -> row(out, row.cells()));
      }
      case Block.Verbatim(String text) ->
          out.append(Visible.text(text).stripTrailing()).append('\n');
      case Block.Code(String language, String text) -> code(out, language, text);
    }
  }

  private static void row(StringBuilder out, List<String> cells) {
    out.append(
            cells.stream()
                .map(MarkdownRenderer::cell)
                .collect(Collectors.joining(" | ", "| ", " |")))
        .append('\n');
  }

  private static void finding(StringBuilder out, Finding finding) {
    out.append("**").append(finding.severity().name().toLowerCase(Locale.ROOT)).append("** `");
    out.append(finding.rule()).append("`: ").append(escape(finding.message())).append('\n');
    finding.where().ifPresent(where -> out.append("\n`").append(where).append("`\n"));
    if (!finding.snippet().lines().isBlank()) {
      code(out.append('\n'), "sql", finding.snippet().lines());
    }
    part(out, "Why", finding.why());
    part(out, "Help", finding.help());
    finding.fix().ifPresent(fix -> code(out.append('\n'), "diff", FixDiff.text(fix)));
  }

  private static void part(StringBuilder out, String name, String text) {
    if (!text.isEmpty()) {
      out.append('\n').append(name).append(": ").append(escape(text)).append('\n');
    }
  }

  /// The fence is longer than any run of backticks inside.
  private static void code(StringBuilder out, String language, String text) {
    String fence = "```";
    while (text.contains(fence)) {
      fence += "`";
    }
    out.append(fence).append(language).append('\n');
    out.append(Visible.text(text).stripTrailing()).append('\n').append(fence).append('\n');
  }

  private static String cell(String text) {
    return escape(Visible.line(text)).replace("|", "\\|");
  }

  private static String escape(String text) {
    return Visible.text(text)
        .replace("\\", "\\\\")
        .replace("<", "&lt;")
        .replace("*", "\\*")
        .replace("_", "\\_")
        .replace("`", "\\`");
  }
}
