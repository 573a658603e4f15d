package dev.towpath.bench.apply;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The runs of all contenders at one number of migrations, and how they are shown.
final class Table {
  private final Map<Action, Map<String, List<Run>>> runs = new EnumMap<>(Action.class);

  void add(Action action, String contender, Run run) {
    runs.computeIfAbsent(action, _ -> new LinkedHashMap<>())
        .computeIfAbsent(contender, _ -> new ArrayList<>())
        .add(run);
  }

  /// A Markdown table; the ratio is of the medians of whole processes, to the first contender.
  String markdown() {
    StringBuilder table = new StringBuilder();
    table.append(
        "| what | who | whole process: min / median / max, s | without JVM start, s | ratio |\n");
    table.append("|---|---|---|---|---|\n");
    runs.forEach(
        (action, contenders) -> {
          double first =
              median(contenders.values().iterator().next().stream().map(Run::process).toList());
          contenders.forEach((name, list) -> table.append(row(action, name, list, first)));
        });
    return table.toString();
  }

  private static String row(Action action, String name, List<Run> runs, double first) {
    List<Duration> process = runs.stream().map(Run::process).sorted().toList();
    double median = median(process);
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.2f / %.2f / %.2f | %.2f | %.2f |%n",
        action.words(),
        name,
        seconds(process.getFirst()),
        median,
        seconds(process.getLast()),
        median(runs.stream().map(Run::work).toList()),
        median / first);
  }

  private static double median(List<Duration> durations) {
    return seconds(durations.stream().sorted().toList().get(durations.size() / 2));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
