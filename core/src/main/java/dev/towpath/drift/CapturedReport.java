package dev.towpath.drift;

import dev.towpath.catalog.CatalogData;
import dev.towpath.catalog.Difference;
import dev.towpath.catalog.ddl.Gap;
import dev.towpath.report.Block;
import dev.towpath.report.Finding;
import dev.towpath.report.Report;
import dev.towpath.report.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A captured drift as a report. What is left is an error: the migration is then not the whole.
public final class CapturedReport {
  private CapturedReport() {}

  /// What was written, and what was not.
  ///
  /// @param environment as the person named it, for the next command
  public static Report of(Captured captured, String environment) {
    List<Finding> findings = new ArrayList<>();
    captured.gaps().forEach(gap -> findings.add(notWritten(gap)));
    for (Difference difference : captured.left()) {
      if (captured.gaps().stream().noneMatch(gap -> gap.object().equals(difference.name()))) {
        findings.add(stillDiffers(difference));
      }
    }
    return Report.of("drift")
        .data("target", captured.target())
        .data("files", captured.files())
        .data("version", captured.migration().version())
        .data("gaps", captured.gaps().stream().map(CapturedReport::data).toList())
        .data("left", CatalogData.of(captured.left()))
        .block(new Block.Code("sql", captured.migration().up().text()))
        .findings(findings)
        .summary("wrote " + String.join(", ", captured.files()))
        .next(
            "have it reviewed; then, where it stands already: towpath drift -e "
                + (environment + " --record " + captured.migration().key()));
  }

  private static Map<String, Object> data(Gap gap) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("object", gap.object().title());
    data.put("why", gap.why());
    return data;
  }

  private static Finding notWritten(Gap gap) {
    return Finding.of(
            "drift-not-written",
            Severity.ERROR,
            "A part of " + gap.object().title() + " could not be written.")
        .because(gap.why())
        .help("Add it to the migration by hand, or take it back on the target.");
  }

  private static Finding stillDiffers(Difference difference) {
    return Finding.of(
            "drift-not-written",
            Severity.ERROR,
            "After the migration " + difference.name().title() + " still differs.")
        .because("A replay of all applied migrations and of this one has shown it.")
        .help("Add it to the migration by hand, or take it back on the target.");
  }
}
