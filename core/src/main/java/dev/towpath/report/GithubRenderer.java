package dev.towpath.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The findings as workflow commands of GitHub Actions, one line for each, the gravest first.
final class GithubRenderer {
  /// So many annotations of each severity are shown for a step; it would drop the others silently.
  private static final int MOST = 10;

  private GithubRenderer() {}

  static String render(Report report) {
    List<Finding> findings = Findings.all(report);
    String shown =
        Stream.of(Severity.values())
            .flatMap(severity -> ofSeverity(findings, severity).limit(MOST))
            .map(GithubRenderer::line)
            .collect(Collectors.joining());
    long left =
        Stream.of(Severity.values())
            .mapToLong(severity -> Math.max(0, ofSeverity(findings, severity).count() - MOST))
            .sum();
    return left == 0 ? shown : shown + left + " more findings are in the other formats.\n";
  }

  private static Stream<Finding> ofSeverity(List<Finding> findings, Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity);
  }

  private static String line(Finding finding) {
    String place =
        finding
            .where()
            .map(
                where ->
                    "file=%s,line=%d,col=%d,"
                        .formatted(
                            property(where.file()),
                            where.position().line(),
                            where.position().column()))
            .orElse("");
    String text =
        Stream.of(finding.message(), finding.why(), finding.help())
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("\n"));
    return "::%s %stitle=%s::%s\n"
        .formatted(command(finding.severity()), place, property(finding.rule()), data(text));
  }

  private static String command(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE -> "notice";
    };
  }

  private static String data(String text) {
    return Visible.text(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
