package dev.towpath.rehearsal.size;

import java.util.Locale;

/// One piece of work that a statement does on the target.
///
/// @param on the table or index
/// @param rows -1 if unknown
/// @param bytes -1 if unknown; 0 never stands for unknown
record Effort(Work work, String on, double rows, double bytes) {
  private static final double KIBIBYTE = 1024;

  /// Whether nothing is known that a time could be told from.
  boolean unknown() {
    return rows < 0 && bytes < 0;
  }

  /// For a person: `public.boats: 50000000 rows, 1.9 GB read`.
  String words() {
    String size =
        (rows < 0 ? "rows unknown" : String.format(Locale.ROOT, "%.0f rows", rows))
            + (bytes < 0 ? "" : ", " + size(bytes));
    return on + ": " + size + " " + work.done();
  }

  private static String size(double bytes) {
    double left = bytes;
    for (String unit : new String[] {"B", "kB", "MB", "GB"}) {
      if (left < KIBIBYTE) {
        return String.format(Locale.ROOT, left < 10 && !unit.equals("B") ? "%.1f " : "%.0f ", left)
            + unit;
      }
      left /= KIBIBYTE;
    }
    return String.format(Locale.ROOT, "%.1f TB", left);
  }
}
