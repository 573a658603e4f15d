package dev.towpath.drift;

import dev.towpath.catalog.CatalogData;
import dev.towpath.catalog.Difference;
import dev.towpath.problem.Exit;
import dev.towpath.report.Block;
import dev.towpath.report.Report;
import dev.towpath.report.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A drift check as a report.
public final class DriftReport {
  private DriftReport() {}

  public static Report of(Drift drift) {
    String target = drift.verification().target();
    return Report.of("drift")
        .data("target", target)
        .data("compared", drift.verification().schemas().isPresent())
        .data("replayed", drift.verification().replayed())
        .data("differences", differences(drift))
        .data("notified", drift.notified())
        .data("waiting", drift.state().untold().size())
        .block(
            new Block.Facts(
                List.of(
                    new Block.Fact("target", target),
                    new Block.Fact(
                        "replayed",
                        counted(drift.verification().replayed(), "migration")
                            + " on a scratch server"))))
        .findings(drift.findings())
        .exit(exit(drift))
        .summary(summary(drift))
        .next(drift.differences().isEmpty() ? "" : "towpath drift --to-migration NAME");
  }

  /// What could not be compared is not known to be without drift.
  private static Exit exit(Drift drift) {
    boolean error =
        drift.findings().stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    if (drift.verification().schemas().isEmpty()) {
      return Exit.UNCHANGED;
    }
    return error ? Exit.REFUSED : Exit.FINE;
  }

  private static List<Map<String, Object>> differences(Drift drift) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Difference difference : drift.differences()) {
      Map<String, Object> data =
          new LinkedHashMap<>(CatalogData.of(List.of(difference)).getFirst());
      drift.state().since(difference).ifPresent(since -> data.put("since", since.toString()));
      all.add(data);
    }
    return all;
  }

  private static String summary(Drift drift) {
    if (drift.verification().schemas().isEmpty()) {
      return "not compared: the applied files could not be replayed";
    }
    String told = drift.notified() == 0 ? "" : "; told of " + drift.notified();
    return drift.differences().isEmpty()
        ? "no drift" + told
        : counted(drift.differences().size(), "difference") + told;
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
