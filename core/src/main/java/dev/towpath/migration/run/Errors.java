package dev.towpath.migration.run;

import dev.towpath.report.Finding;
import java.util.List;
import java.util.stream.Collectors;

/// Findings as lines of a problem.
final class Errors {
  /// How many findings a problem names; the plan shows all of them.
  private static final int MOST = 10;

  private Errors() {}

  static String listed(List<Finding> findings) {
    String lines =
        findings.stream().limit(MOST).map(Errors::line).collect(Collectors.joining("\n"));
    return findings.size() <= MOST
        ? lines
        : lines + "\nand " + (findings.size() - MOST) + " more, which --dry-run or plan shows";
  }

  private static String line(Finding finding) {
    return finding.where().map(where -> where + ": ").orElse("")
        + finding.message()
        + " ["
        + finding.rule()
        + "]";
  }
}
