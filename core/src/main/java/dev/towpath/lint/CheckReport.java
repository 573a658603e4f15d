package dev.towpath.lint;

import dev.towpath.problem.Location;
import dev.towpath.report.Finding;
import dev.towpath.report.Report;
import dev.towpath.report.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a check has found, for people and programs.
public final class CheckReport {
  private CheckReport() {}

  /// The report of a check.
  ///
  /// @param layout of the files; empty for files named one by one
  /// @param others what was found beside the scripts: names, unreadable files
  /// @param complete whether all scripts were checked
  public static Report of(
      String layout,
      List<Finding> others,
      List<Checked> checked,
      Optional<Baseline> baseline,
      boolean complete) {
    List<Finding> all = new ArrayList<>(others);
    checked.forEach(each -> all.addAll(each.findings()));
    Baseline.Split split =
        baseline
            .map(lines -> lines.apply(all, complete))
            .orElseGet(() -> new Baseline.Split(all, 0));
    List<Finding> findings = split.found();
    int statements = checked.stream().mapToInt(Checked::statements).sum();
    Report report =
        Report.of("check")
            .data("layout", layout.isEmpty() ? null : layout)
            .data("files", checked.size())
            .data("statements", statements)
            .data("migrations", migrations(checked, findings))
            .findings(findings)
            .summary(summary(checked.size(), statements, findings, split.known()))
            .next(next(findings));
    return baseline.isPresent() ? report.data("known", split.known()) : report;
  }

  private static List<Map<String, @Nullable Object>> migrations(
      List<Checked> checked, List<Finding> findings) {
    Map<String, Long> counts =
        findings.stream()
            .flatMap(finding -> finding.where().stream())
            .collect(Collectors.groupingBy(Location::file, Collectors.counting()));
    return checked.stream().filter(Checked::reviewed).map(each -> json(each, counts)).toList();
  }

  private static Map<String, @Nullable Object> json(Checked script, Map<String, Long> counts) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("file", script.migration().up().file());
    json.put("version", script.migration().version());
    json.put("statements", script.statements());
    json.put("class", script.phase().word());
    json.put("findings", counts.getOrDefault(script.migration().up().file(), 0L));
    return json;
  }

  private static String summary(int files, int statements, List<Finding> findings, int known) {
    String found =
        Stream.of(Severity.values())
            .map(severity -> count(severity, findings))
            .filter(count -> !count.isEmpty())
            .collect(Collectors.joining(", "));
    return "%s, %s: %s%s"
        .formatted(
            counted(files, "migration"),
            counted(statements, "statement"),
            found.isEmpty() ? "nothing is wrong" : found,
            known == 0 ? "" : " (and " + known + " of the baseline)");
  }

  private static String count(Severity severity, List<Finding> findings) {
    long count = findings.stream().filter(found -> found.severity() == severity).count();
    return count == 0 ? "" : counted(count, severity.name().toLowerCase(Locale.ROOT));
  }

  private static String counted(long count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }

  /// About the gravest finding.
  private static String next(List<Finding> findings) {
    return findings.stream()
        .min(Comparator.comparing(Finding::severity))
        .map(finding -> "towpath explain " + finding.rule())
        .orElse("");
  }
}
