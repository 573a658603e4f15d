package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.migration.Migration;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.migration.naming.NamingCheck;
import dev.towpath.migration.run.ScriptCheck;
import dev.towpath.report.Finding;
import dev.towpath.report.Report;
import dev.towpath.report.Severity;
import dev.towpath.sql.Script;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `towpath check`: what the rules say about the files, without a database.
@Command(
    name = "check",
    headerHeading =
        "Examples:%n  towpath check%n  towpath check --base origin/main --output github%n%n",
    header = "Checks the migrations' files and names, without a database.",
    synopsisHeading = "%nUsage: ")
final class CheckCommand implements ProjectTask {
  @Option(
      names = "--base",
      paramLabel = "REF",
      description =
          "The branch that this work goes to: what is on it may not be edited, renamed or removed,"
              + " and new migrations must come later.")
  @Nullable String base;

  @Override
  public Report run(Wiring wiring, Project project) {
    Layouts.Found found = wiring.layout(project);
    LayoutFiles files = wiring.files(project, found);
    List<Finding> findings =
        new ArrayList<>(
            NamingCheck.check(
                found.layout(),
                files,
                project.root(),
                found.folder(),
                Optional.ofNullable(base),
                wiring.clock().instant()));
    findings.addAll(ScriptCheck.of(files.migrations(), project.postgres()));
    int statements = files.migrations().stream().mapToInt(CheckCommand::statements).sum();
    return Report.of("check")
        .data("layout", found.layout().name())
        .data("files", files.migrations().size())
        .data("statements", statements)
        .findings(findings)
        .summary(summary(files.migrations().size(), statements, findings))
        .next(next(findings));
  }

  private static int statements(Migration migration) {
    return Script.of(migration.up().text(), migration.up().section()).statements().size();
  }

  private static String summary(int files, int statements, List<Finding> findings) {
    String found =
        Stream.of(Severity.values())
            .map(severity -> count(severity, findings))
            .filter(count -> !count.isEmpty())
            .collect(Collectors.joining(", "));
    return "%s, %s: %s"
        .formatted(
            Counts.of(files, "migration"),
            Counts.of(statements, "statement"),
            found.isEmpty() ? "nothing is wrong" : found);
  }

  /// About the gravest finding.
  private static String next(List<Finding> findings) {
    return findings.stream()
        .min(Comparator.comparing(Finding::severity))
        .map(finding -> "towpath explain " + finding.rule())
        .orElse("");
  }

  private static String count(Severity severity, List<Finding> findings) {
    int count = (int) findings.stream().filter(f -> f.severity() == severity).count();
    return count == 0 ? "" : Counts.of(count, severity.name().toLowerCase(Locale.ROOT));
  }
}
