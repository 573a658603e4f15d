package dev.towpath.cli;

import dev.towpath.backup.BackupListener;

/// Tells a person on `err` how far a backup is: bytes, and the time that is left.
record BackupProgress(Progress progress, ByteProgress bytes, Interruption interruption)
    implements BackupListener, AutoCloseable {
  @Override
  public void began(int tables, long all) {
    bytes.begin();
    progress.say("backing up " + Counts.of(tables, "table") + ", " + Amount.bytes(all));
  }

  @Override
  public void reached(long done, long all) {
    bytes.reached(done, all);
  }

  @Override
  public void keeping() {
    progress.now("hashing the files and putting them into their place");
  }

  @Override
  public void close() {
    progress.end();
    interruption.close();
  }
}
