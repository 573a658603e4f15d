package dev.towpath.release.run;

import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.runbook.Runbook;
import dev.towpath.signal.condition.SignalCharts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What people should know of a turn beside its words: the step, the samples that led to it with
/// their charts, the way back and its price.
///
/// @param place of the turn's event in the journal
record TurnDetails(RunState run, Runbook runbook, int place, Turn turn) {
  /// By name, for people.
  SortedMap<String, String> text() {
    SortedMap<String, String> details = new TreeMap<>();
    Page.step(run.release(), run.events().subList(0, place + 1))
        .ifPresent(step -> details.put("step", step));
    if (turn.event().kind() == RunEvent.Kind.GOING_BACK) {
      String seen = turn.event().text("seen");
      if (!seen.isEmpty()) {
        details.put("samples", seen);
      }
      files().forEach(file -> details.merge("chart", "" + file, (a, b) -> a + ", " + b));
      details.put("way back", PricedWay.words(run, runbook));
    }
    if (!turn.isOver()) {
      details.put("look", "towpath release status " + run.release().id());
    }
    return details;
  }

  /// As the journal has them.
  List<Map<String, @Nullable Object>> charts() {
    List<Map<String, @Nullable Object>> charts = new ArrayList<>();
    if (turn.event().body().get("charts") instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof Map<?, ?> chart) {
          charts.add(Map.of("file", "" + chart.get("file"), "sha256", "" + chart.get("sha256")));
        }
      }
    }
    return charts;
  }

  List<Path> files() {
    return SignalCharts.files(charts());
  }
}
