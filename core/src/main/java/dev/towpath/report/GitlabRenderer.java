package dev.towpath.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The findings as a Code Quality report of GitLab, which shows them in the merge request.
final class GitlabRenderer {
  private GitlabRenderer() {}

  static String render(Report report) {
    List<Finding> findings = Findings.all(report);
    List<String> fingerprints = Fingerprint.of(findings);
    List<Map<String, @Nullable Object>> issues = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      issues.add(issue(findings.get(i), fingerprints.get(i)));
    }
    return JsonText.of(issues);
  }

  /// A path and a line must be there: what has no place is of the project's own file.
  private static Map<String, @Nullable Object> issue(Finding finding, String fingerprint) {
    Map<String, @Nullable Object> issue = new LinkedHashMap<>();
    issue.put(
        "description",
        Stream.of(finding.message(), finding.why(), finding.help())
            .filter(part -> !part.isEmpty())
            .map(Visible::line)
            .collect(Collectors.joining(" ")));
    issue.put("check_name", finding.rule());
    issue.put("fingerprint", fingerprint);
    issue.put("severity", severity(finding.severity()));
    Map<String, @Nullable Object> location = new LinkedHashMap<>();
    location.put("path", FindingText.file(finding).orElse("towpath.yaml"));
    int line = finding.where().map(where -> where.position().line()).orElse(1);
    location.put("lines", Map.of("begin", line));
    issue.put("location", location);
    return issue;
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case ERROR -> "critical";
      case WARNING -> "major";
      case NOTE -> "info";
    };
  }
}
