package dev.towpath.rehearsal;

import java.util.HashMap;
import java.util.Map;

/// Tells by a session's counters whether a statement read a table as a whole. The server empties
/// the counters now and then between transactions; the tick, which each answer raises by one, shows
/// it.
final class ScanCounts {
  private final Map<Long, Long> counts = new HashMap<>();
  private long tick;

  /// A new answer came.
  void answer(long now) {
    if (now != tick + 1) {
      counts.clear();
    }
    tick = now;
  }

  /// Whether a table was scanned since the answer before.
  boolean rose(long table, long count) {
    Long before = counts.put(table, count);
    return count > (before == null ? 0 : before);
  }
}
