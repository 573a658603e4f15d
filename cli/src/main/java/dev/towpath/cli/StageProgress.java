package dev.towpath.cli;

/// Tells a person on `err` what is being done now.
record StageProgress(Progress progress, Interruption interruption) implements AutoCloseable {
  void now(String stage) {
    progress.say(stage);
  }

  @Override
  public void close() {
    progress.end();
    interruption.close();
  }
}
