package dev.towpath.signal.condition;

import dev.towpath.config.Project;
import dev.towpath.config.Signal;
import dev.towpath.digest.Sha256;
import dev.towpath.signal.Chart;
import dev.towpath.signal.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The signals of a condition as pictures beside the release's other evidence.
///
/// @param kept the release's folder for evidence
public record SignalCharts(Project project, Facts facts, Path kept) {
  /// Draws each of its signals; what the journal says of the files. One that can't be kept is left
  /// out: people are told all the same.
  ///
  /// @param name of the files, before the signal's
  public List<Map<String, @Nullable Object>> keep(Condition condition, String name) {
    List<Map<String, @Nullable Object>> charts = new ArrayList<>();
    for (Condition leaf : condition.leaves().toList()) {
      if (leaf instanceof Condition.Compare compare) {
        Optional.ofNullable(project.signals().get(compare.signal()))
            .flatMap(signal -> chart(signal, compare))
            .flatMap(chart -> keep(chart, name + "-" + compare.signal() + ".svg"))
            .ifPresent(charts::add);
      }
    }
    return charts;
  }

  /// The files of charts, as a journal tells them.
  public static List<Path> files(@Nullable Object charts) {
    List<Path> files = new ArrayList<>();
    if (charts instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof Map<?, ?> chart && chart.get("file") instanceof String file) {
          files.add(Path.of(file));
        }
      }
    }
    return files;
  }

  private Optional<Chart> chart(Signal signal, Condition.Compare compare) {
    return Optional.ofNullable(facts.series().get(signal.name()))
        .map(
            series ->
                new Chart(
                    compare.text(),
                    signal.unit(),
                    series.newest(Series.MOST),
                    compare.limit().number(facts.baseline(compare.signal())),
                    compare.sustained()));
  }

  private Optional<Map<String, @Nullable Object>> keep(Chart chart, String name) {
    try {
      Path file = Files.writeString(kept.resolve(name), chart.svg());
      return Optional.of(Map.of("file", file.toString(), "sha256", Sha256.of(file)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
