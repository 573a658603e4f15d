package dev.towpath.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The findings as a JUnit test suite: an error is a failure, a warning or a note passes. What a
/// verdict rests on stands in the test's properties, the fix as a diff in its text.
///
/// A report without findings is one test that passes, since an empty suite reads as "did not run".
final class JunitRenderer {
  private JunitRenderer() {}

  static String render(Report report) {
    List<Finding> findings = Findings.all(report);
    long failures = findings.stream().filter(f -> f.severity() == Severity.ERROR).count();
    StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.append("<testsuite name=\"towpath ").append(xml(report.kind())).append("\" tests=\"");
    out.append(Math.max(1, findings.size())).append("\" failures=\"").append(failures);
    out.append("\" errors=\"0\" skipped=\"0\">\n");
    if (findings.isEmpty()) {
      out.append("  <testcase classname=\"towpath\" name=\"").append(xml(report.kind()));
      out.append("\"/>\n");
    }
    findings.forEach(finding -> testCase(out, finding));
    return out.append("</testsuite>\n").toString();
  }

  private static void testCase(StringBuilder out, Finding finding) {
    String place = FindingText.place(finding);
    out.append("  <testcase classname=\"").append(xml(finding.rule())).append("\" name=\"");
    out.append(xml(place.isEmpty() ? finding.message() : place + " " + finding.message()));
    out.append("\"");
    finding
        .where()
        .ifPresent(where -> out.append(" file=\"").append(xml(where.file())).append('"'));
    out.append(">\n");
    properties(out, finding.inputs());
    String detail = xml(detail(finding));
    String level = finding.severity().name().toLowerCase(Locale.ROOT);
    switch (finding.severity()) {
      case ERROR ->
          out.append("    <failure type=\"")
              .append(xml(finding.rule()))
              .append("\" message=\"")
              .append(xml(finding.message()))
              .append("\">")
              .append(detail)
              .append("</failure>\n");
      case WARNING, NOTE ->
          out.append("    <system-out>")
              .append(level)
              .append(": ")
              .append(detail)
              .append("</system-out>\n");
    }
    out.append("  </testcase>\n");
  }

  private static void properties(StringBuilder out, Map<String, String> inputs) {
    if (inputs.isEmpty()) {
      return;
    }
    out.append("    <properties>\n");
    inputs.forEach(
        (name, value) -> {
          out.append("      <property name=\"").append(xml(name));
          out.append("\" value=\"").append(xml(value)).append("\"/>\n");
        });
    out.append("    </properties>\n");
  }

  private static String detail(Finding finding) {
    String said = String.join("\n", finding.message(), finding.why(), finding.help()).strip();
    return finding.fix().map(fix -> said + "\n" + FixDiff.text(fix)).orElse(said);
  }

  /// XML 1.0 has no way to write most control characters: they are made visible first.
  private static String xml(String text) {
    return Visible.text(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("\n", "&#10;");
  }
}
