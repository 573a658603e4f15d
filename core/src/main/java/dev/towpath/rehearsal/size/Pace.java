package dev.towpath.rehearsal.size;

import java.util.List;
import java.util.Locale;

/// How fast one kind of work went on the scratch server.
///
/// @param runs the same work, done more than once
record Pace(Work work, List<Run> runs) {
  /// Other hardware may be so many times faster than this machine.
  static final double FASTER = 2;

  /// Other hardware may be so many times slower: a slower disk, a cold cache, other work, and
  /// nothing that waits for a disk here, where the scratch server runs without fsync.
  static final double SLOWER = 5;

  private static final double MEBIBYTE = 1 << 20;

  /// One measurement.
  ///
  /// @param bytes that were read or written; 0 where only the rows count
  record Run(double rows, double bytes, double seconds) {}

  Pace {
    runs = List.copyOf(runs);
  }

  /// The time for a table, by its rows and by its bytes, whichever gives less and more.
  Span time(Effort effort) {
    double low = Double.MAX_VALUE;
    double high = 0;
    for (Run run : runs) {
      if (effort.rows() >= 0) {
        double byRows = run.seconds() * effort.rows() / run.rows();
        low = Math.min(low, byRows);
        high = Math.max(high, byRows);
      }
      if (effort.bytes() >= 0 && run.bytes() > 0) {
        double byBytes = run.seconds() * effort.bytes() / run.bytes();
        low = Math.min(low, byBytes);
        high = Math.max(high, byBytes);
      }
    }
    return new Span(Math.min(low, high) / FASTER, high * SLOWER);
  }

  /// What was measured, for a person: `1100000 to 1300000 rows/s, 150 to 170 MB/s`.
  String words() {
    String rows = range(runs.stream().mapToDouble(run -> run.rows() / run.seconds()).toArray());
    double[] bytes =
        runs.stream()
            .filter(run -> run.bytes() > 0)
            .mapToDouble(run -> run.bytes() / run.seconds() / MEBIBYTE)
            .toArray();
    return rows + " rows/s" + (bytes.length == 0 ? "" : ", " + range(bytes) + " MB/s");
  }

  private static String range(double[] values) {
    double low = Double.MAX_VALUE;
    double high = 0;
    for (double value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return String.format(Locale.ROOT, "%.0f to %.0f", low, high);
  }
}
