package dev.towpath.catalog.diff;

import dev.towpath.catalog.AnyMajor;
import dev.towpath.catalog.CatalogData;
import dev.towpath.catalog.Difference;
import dev.towpath.catalog.Weight;
import dev.towpath.catalog.expected.Expectation;
import dev.towpath.catalog.expected.Judged;
import dev.towpath.catalog.source.Sourced;
import dev.towpath.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A diff for programs.
final class DiffData {
  private DiffData() {}

  static Report add(Report report, CatalogDiff diff) {
    Map<String, Object> counts = new LinkedHashMap<>();
    diff.unexpected().forEach((weight, some) -> counts.put(weight.word(), some.size()));
    return report
        .data("from", side(diff.from()))
        .data("to", side(diff.to()))
        .data("notCompared", DiffReport.notCompared(diff))
        .data("counts", counts)
        .data("differences", differences(diff))
        .data("expected", diff.judged().met().stream().map(met -> expected(diff, met)).toList());
  }

  private static Map<String, Object> side(Sourced side) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("source", side.title());
    data.put("major", AnyMajor.word(side.catalog().major()));
    data.put("objects", side.catalog().objects().size());
    data.put("unseen", side.catalog().unseen().stream().map(CatalogData::of).toList());
    return data;
  }

  private static List<Map<String, Object>> differences(CatalogDiff diff) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Map.Entry<Weight, List<Difference>> group : diff.unexpected().entrySet()) {
      for (Difference difference : group.getValue()) {
        all.add(difference(diff, difference));
      }
    }
    return all;
  }

  private static Map<String, Object> difference(CatalogDiff diff, Difference difference) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("class", diff.weights().of(difference).word());
    data.put("object", difference.name().title());
    data.putAll(CatalogData.of(difference));
    return data;
  }

  private static Map<String, Object> expected(CatalogDiff diff, Judged.Met met) {
    Expectation entry = met.expectation();
    Map<String, Object> data = difference(diff, met.difference());
    data.put("reason", entry.reason());
    data.put("owner", entry.owner());
    entry.until().ifPresent(day -> data.put("until", day.toString()));
    data.put("file", entry.where().file());
    data.put("line", entry.where().position().line());
    return data;
  }
}
