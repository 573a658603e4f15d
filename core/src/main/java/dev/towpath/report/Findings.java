package dev.towpath.report;

import dev.towpath.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/// What formats for machines show: the findings, and the problem as one more of them.
final class Findings {
  private Findings() {}

  static List<Finding> all(Report report) {
    List<Finding> all = new ArrayList<>(report.findings());
    report.problem().ifPresent(problem -> all.add(of(problem)));
    return all;
  }

  static Finding of(Problem problem) {
    Finding finding =
        Finding.of(problem.code(), Severity.ERROR, problem.what())
            .because(join(problem.why(), problem.state()))
            .help(problem.next());
    return problem.where().map(finding::at).orElse(finding);
  }

  private static String join(String first, String second) {
    return first.isEmpty() ? second : second.isEmpty() ? first : first + " " + second;
  }
}
