package dev.towpath.server.metrics;

import java.util.List;

/// One value of a metric.
///
/// @param labels the values of the metric's labels, in their order
public record Sample(Metric metric, List<String> labels, double value) {
  public Sample {
    if (labels.size() != metric.labels().size()) {
      throw new IllegalArgumentException(metric + " has other labels than " + labels);
    }
  }
}
