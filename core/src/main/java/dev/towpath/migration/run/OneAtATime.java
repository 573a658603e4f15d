package dev.towpath.migration.run;

/// Lets one thread tell at a time, as a listener may expect.
final class OneAtATime implements RunListener {
  private final RunListener listener;

  OneAtATime(RunListener listener) {
    this.listener = listener;
  }

  @Override
  public synchronized void hear(RunEvent event) {
    listener.hear(event);
  }
}
