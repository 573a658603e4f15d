package dev.towpath.rollback;

import dev.towpath.backup.Backup;
import dev.towpath.backup.restore.RecoveryTarget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A way back over all of the steps, with its price.
public sealed interface Way {
  /// Who can go it.
  enum Access {
    OPEN,
    /// It leads there, and a person has to go it.
    BY_HAND,
    CLOSED
  }

  /// What a way costs.
  ///
  /// @param time measured; empty where it never was
  /// @param scaled whether more is to be done than when it was measured, and the time was scaled
  /// @param rowsLost rows that it takes away; empty where that isn't known
  record Price(Optional<Duration> time, boolean scaled, Optional<Long> rowsLost) {
    static final Price UNKNOWN = new Price(Optional.empty(), false, Optional.empty());

    boolean losesRows() {
      return rowsLost.map(rows -> rows > 0).orElse(true);
    }
  }

  Means means();

  Access access();

  Price price();

  /// What else is to be said, a sentence each.
  List<String> remarks();

  /// Whether it was tried: down scripts on a scratch server, a backup by restoring it.
  boolean sure();

  /// Whether Towpath can go it.
  default boolean open() {
    return access() == Access.OPEN;
  }

  /// Every step by its down script, newest first.
  ///
  /// @param sure whether each was tried and led back
  record Down(Access access, boolean sure, Price price, List<String> remarks) implements Way {
    @Override
    public Means means() {
      return Means.DOWN_SCRIPTS;
    }
  }

  /// The database as a backup leads to it.
  ///
  /// @param target how far it is recovered
  record Restore(
      Means means,
      Access access,
      Backup backup,
      RecoveryTarget target,
      Price price,
      List<String> remarks)
      implements Way {
    @Override
    public boolean sure() {
      return backup.proved();
    }

    /// The command by which a person goes it, if there is one.
    Optional<String> command() {
      String begin = "towpath backup restore " + backup.id();
      return switch (means) {
        case LOGICAL_BACKUP -> Optional.of(begin + " --into NAME");
        case PHYSICAL_BACKUP -> Optional.of(begin + " --into FOLDER");
        case POINT_IN_TIME -> Optional.of(begin + option() + " --into FOLDER");
        case DOWN_SCRIPTS, PROVIDER -> Optional.empty();
      };
    }

    private String option() {
      return switch (target) {
        case RecoveryTarget.Backup() -> "";
        case RecoveryTarget.Time(var time) -> " --to-time " + time;
        case RecoveryTarget.Place(var lsn) -> " --to-lsn " + lsn;
        case RecoveryTarget.Before(var transaction) -> " --before-transaction " + transaction;
        case RecoveryTarget.Point(var name) -> " --to-name " + name;
      };
    }
  }
}
