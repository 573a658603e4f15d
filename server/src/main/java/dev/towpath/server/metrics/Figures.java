package dev.towpath.server.metrics;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// A source of figures. Reads a bounded amount.
public interface Figures {
  /// Its name, for [Metric#TOWPATH_SOURCE_UP].
  String word();

  /// How long what was read is good enough, however often somebody asks.
  Duration fresh();

  List<Sample> read() throws IOException;
}
