package dev.towpath.migration.run;

/// Hears what happens during a run. Called by the run's threads, one call at a time; it must
/// return soon, and what it throws ends the run.
@FunctionalInterface
public interface RunListener {
  void hear(RunEvent event);

  /// Nobody listens.
  static RunListener silent() {
    return event -> {};
  }
}
