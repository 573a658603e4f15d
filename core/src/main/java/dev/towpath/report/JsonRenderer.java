package dev.towpath.report;

import dev.towpath.problem.Location;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A report for a program: `schema`, `kind`, the command's data, `findings`, `problem`, `exit`.
///
/// Within a schema version names are only added, never renamed or removed.
final class JsonRenderer {
  static final int SCHEMA = 1;

  private JsonRenderer() {}

  static void write(Report report, Appendable out) throws IOException {
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    root.put("schema", SCHEMA);
    root.put("kind", report.kind());
    root.putAll(report.data());
    root.put("findings", report.findings().stream().map(JsonRenderer::finding));
    report.problem().ifPresent(problem -> root.put("problem", problem(problem)));
    if (!report.summary().isEmpty()) {
      root.put("summary", report.summary());
    }
    if (!report.next().isEmpty()) {
      root.put("next", report.next());
    }
    root.put("exit", report.exit().code());
    JsonText.write(root, out);
  }

  private static Map<String, @Nullable Object> finding(Finding finding) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("rule", finding.rule());
    json.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
    place(json, finding.where());
    json.put("message", finding.message());
    json.put("why", finding.why());
    json.put("help", finding.help());
    if (!finding.inputs().isEmpty()) {
      json.put("inputs", finding.inputs());
    }
    finding.fix().ifPresent(fix -> json.put("fix", fix(fix)));
    return json;
  }

  private static Map<String, @Nullable Object> fix(Finding.Fix fix) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("line", fix.from().line());
    json.put("column", fix.from().column());
    json.put("endLine", fix.to().line());
    json.put("endColumn", fix.to().column());
    json.put("before", fix.before());
    json.put("after", fix.after());
    json.put("mechanical", fix.mechanical());
    return json;
  }

  private static Map<String, @Nullable Object> problem(Problem problem) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("code", problem.code());
    json.put("what", problem.what());
    place(json, problem.where());
    json.put("why", problem.why());
    json.put("state", problem.state());
    json.put("next", problem.next());
    return json;
  }

  private static void place(Map<String, @Nullable Object> json, Optional<Location> where) {
    json.put("file", where.map(Location::file).orElse(null));
    json.put("line", where.map(place -> place.position().line()).orElse(null));
    json.put("column", where.map(place -> place.position().column()).orElse(null));
  }
}
