package dev.towpath.migration.run;

import java.util.List;

/// How a migration can be undone.
public sealed interface WayBack {
  /// No down script: the way back is a new migration, or a backup.
  record None() implements WayBack {}

  /// A down script.
  ///
  /// @param file the file that holds it
  /// @param losses what it empties or drops that may hold rows
  record Down(String file, List<DataLoss> losses) implements WayBack {}
}
