package dev.towpath.backup;

import java.util.concurrent.atomic.AtomicBoolean;

/// Does something once, at a moment of a backup.
enum At {
  /// The snapshot is taken, nothing is dumped yet.
  BEGAN,
  /// `pg_dump` runs.
  REACHED,
  /// All is dumped and digested.
  KEEPING;

  interface Deed {
    void run() throws Exception;
  }

  BackupListener does(Deed deed) {
    AtomicBoolean done = new AtomicBoolean();
    return new BackupListener() {
      private void at(At moment) {
        if (moment == At.this && done.compareAndSet(false, true)) {
          try {
            deed.run();
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        }
      }

      @Override
      public void began(int tables, long bytes) {
        at(BEGAN);
      }

      @Override
      public void reached(long done, long bytes) {
        at(REACHED);
      }

      @Override
      public void keeping() {
        at(KEEPING);
      }
    };
  }
}
