package dev.towpath.backup.restore;

/// Hears how far a restore or a proof is. Called by one thread at a time.
@FunctionalInterface
public interface RestoreListener {
  /// What is being done from now on, for a person.
  void stage(String words);

  /// So much of the stage is done.
  ///
  /// @param bytes of all; 0 where nobody knows
  default void reached(long done, long bytes) {}
}
