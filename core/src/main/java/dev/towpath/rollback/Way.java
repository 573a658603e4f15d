package dev.towpath.rollback;

import dev.towpath.backup.Backup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A way back over all of the steps, with its price.
public sealed interface Way {
  /// Whether it leads there.
  boolean open();

  /// Measured; empty where it never was.
  Optional<Duration> time();

  /// Rows that it takes away; empty where that isn't known.
  Optional<Long> rowsLost();

  /// What else is to be said, a sentence each.
  List<String> remarks();

  /// The word for it on the command line.
  String word();

  /// Every step by its down script, newest first.
  record Down(boolean open, Optional<Duration> time, Optional<Long> rowsLost, List<String> remarks)
      implements Way {
    @Override
    public String word() {
      return "down";
    }
  }

  /// The database as a backup holds it.
  ///
  /// @param again migrations that are older than the backup and would be applied again
  record Restore(
      Backup backup,
      Optional<Duration> time,
      Optional<Long> rowsLost,
      List<String> remarks,
      int again)
      implements Way {
    @Override
    public boolean open() {
      return true;
    }

    @Override
    public String word() {
      return "restore";
    }
  }
}
