package dev.towpath.release.run;

import dev.towpath.release.runbook.RunbookStep;
import dev.towpath.release.step.StepResult;

/// Told what a driver does. Called by the driver's own thread, but for [#says].
public interface DriverListener {
  void begins(RunbookStep step, boolean back);

  /// Hears what a step tells while it runs; on the step's thread.
  void says(RunbookStep step, String line);

  /// Hears how a step ended.
  ///
  /// @param back whether it was undone
  void ends(RunbookStep step, boolean back, StepResult result);

  /// Hears what concerns the release as a whole, as whom a message to people reached.
  void tells(String line);

  /// The control database can't be reached; the driver goes on trying.
  void waitsForControl(String why);
}
