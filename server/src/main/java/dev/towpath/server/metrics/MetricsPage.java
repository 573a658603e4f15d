package dev.towpath.server.metrics;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All figures in the text format of Prometheus. A source that can't be read is said to be down,
/// and its figures are missing: none of them is guessed or old. Thread-safe.
public final class MetricsPage {
  /// The content's type.
  public static final String TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  /// For each source; Prometheus gives up after 10 s, and would miss the other sources too.
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private final List<Reading> readings;

  public MetricsPage(List<Figures> sources, InstantSource clock) {
    this(sources, clock, LIMIT);
  }

  MetricsPage(List<Figures> sources, InstantSource clock, Duration limit) {
    this.readings = sources.stream().map(source -> new Reading(source, clock, limit)).toList();
  }

  /// Reads the sources whose figures are old, and writes all.
  public String write() throws InterruptedException {
    List<Sample> samples = new ArrayList<>();
    for (Reading reading : readings) {
      Optional<List<Sample>> read = reading.samples();
      read.ifPresent(samples::addAll);
      samples.add(Metric.TOWPATH_SOURCE_UP.of(read.isPresent() ? 1 : 0, reading.word()));
    }
    return text(samples);
  }

  private static String text(List<Sample> samples) {
    Map<Metric, GaugeSnapshot.Builder> gauges = new EnumMap<>(Metric.class);
    for (Sample sample : samples) {
      gauges
          .computeIfAbsent(sample.metric(), MetricsPage::gauge)
          .dataPoint(
              GaugeSnapshot.GaugeDataPointSnapshot.builder()
                  .labels(Labels.of(sample.metric().labels(), sample.labels()))
                  .value(sample.value())
                  .build());
    }
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    gauges.values().forEach(gauge -> all.metricSnapshot(gauge.build()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(out, all.build());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is written but to memory
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static GaugeSnapshot.Builder gauge(Metric metric) {
    return GaugeSnapshot.builder().name(metric.word()).help(metric.help());
  }
}
