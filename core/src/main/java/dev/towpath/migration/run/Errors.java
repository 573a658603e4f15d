package dev.towpath.migration.run;

import dev.towpath.report.Finding;
import java.util.List;
import java.util.stream.Collectors;

/// Findings as lines of a problem.
final class Errors {
  private Errors() {}

  static String listed(List<Finding> findings) {
    return findings.stream().map(Errors::line).collect(Collectors.joining("\n"));
  }

  private static String line(Finding finding) {
    return finding.where().map(where -> where + ": ").orElse("")
        + finding.message()
        + " ["
        + finding.rule()
        + "]";
  }
}
