package dev.towpath.report;

import dev.towpath.problem.Location;
import java.util.ArrayList;
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
            results(findings, rules));
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    root.put("version", "2.1.0");
    root.put("runs", List.of(run));
    return JsonText.of(root);
  }

  private static List<Object> results(List<Finding> findings, List<String> rules) {
    List<String> fingerprints = Fingerprint.of(findings);
    List<Object> results = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      results.add(result(findings.get(i), rules, fingerprints.get(i)));
    }
    return results;
  }

  private static Map<String, Object> result(
      Finding finding, List<String> rules, String fingerprint) {
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
    finding
        .where()
        .ifPresent(
            where -> {
              result.put("locations", List.of(location(where)));
              finding.fix().ifPresent(fix -> result.put("fixes", List.of(fix(fix, where))));
            });
    result.put("partialFingerprints", object("towpath/v1", fingerprint));
    if (!finding.inputs().isEmpty()) {
      result.put("properties", finding.inputs());
    }
    return result;
  }

  private static Map<String, Object> fix(Finding.Fix fix, Location where) {
    Map<String, Object> replacement =
        object(
            "deletedRegion",
            object(
                "startLine", fix.from().line(),
                "startColumn", fix.from().column(),
                "endLine", fix.to().line(),
                "endColumn", fix.to().column()),
            "insertedContent",
            object("text", fix.after()));
    Map<String, Object> change =
        object("artifactLocation", object("uri", uri(where)), "replacements", List.of(replacement));
    return object(
        "description", object("text", "The safe way"), "artifactChanges", List.of(change));
  }

  private static String uri(Location where) {
    return where.file().replace("%", "%25").replace(" ", "%20");
  }

  private static Map<String, Object> location(Location where) {
    return object(
        "physicalLocation",
        object(
            "artifactLocation",
            object("uri", uri(where)),
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
