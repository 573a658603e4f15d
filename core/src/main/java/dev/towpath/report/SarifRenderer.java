package dev.towpath.report;

import dev.towpath.problem.Location;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The findings as SARIF 2.1.0, which code hosts show beside the lines of a change.
final class SarifRenderer {
  private SarifRenderer() {}

  static String render(Report report) {
    List<Finding> findings = Findings.all(report);
    List<String> rules = findings.stream().map(Finding::rule).distinct().sorted().toList();
    Map<String, Object> driver =
        object("name", "towpath", "rules", rules.stream().map(rule -> object("id", rule)).toList());
    Map<String, Object> run =
        object(
            "tool",
            object("driver", driver),
            "columnKind",
            "utf16CodeUnits",
            "results",
            findings.stream().map(finding -> result(finding, rules)).toList());
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    root.put("version", "2.1.0");
    root.put("runs", List.of(run));
    return JsonText.of(root);
  }

  private static Map<String, Object> result(Finding finding, List<String> rules) {
    Map<String, Object> result =
        object(
            "ruleId",
            finding.rule(),
            "ruleIndex",
            rules.indexOf(finding.rule()),
            "level",
            level(finding.severity()),
            "message",
            object("text", message(finding)));
    finding.where().ifPresent(where -> result.put("locations", List.of(location(where))));
    return result;
  }

  private static Map<String, Object> location(Location where) {
    return object(
        "physicalLocation",
        object(
            "artifactLocation",
            object("uri", where.file().replace("%", "%25").replace(" ", "%20")),
            "region",
            object(
                "startLine", where.position().line(), "startColumn", where.position().column())));
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE -> "note";
    };
  }

  private static String message(Finding finding) {
    StringBuilder text = new StringBuilder(finding.message());
    if (!finding.why().isEmpty()) {
      text.append(' ').append(finding.why());
    }
    if (!finding.help().isEmpty()) {
      text.append("\nHelp: ").append(finding.help());
    }
    return text.toString();
  }

  private static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }
}
