package dev.towpath.cli;

import dev.towpath.backup.restore.RestoreListener;

/// Tells a person on `err` what is being done now, and on a terminal how far it is.
record StageProgress(Progress progress, ByteProgress bytes, Interruption interruption)
    implements RestoreListener, AutoCloseable {
  @Override
  public void stage(String words) {
    progress.say(words);
    bytes.begin();
  }

  @Override
  public void reached(long done, long all) {
    bytes.reached(done, all);
  }

  @Override
  public void close() {
    progress.end();
    interruption.close();
  }
}
