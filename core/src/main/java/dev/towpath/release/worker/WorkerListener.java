package dev.towpath.release.worker;

import dev.towpath.problem.Problem;
import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.RunState;

/// Told what a worker does with each release. Called by several threads.
public interface WorkerListener {
  /// It drives it from now on.
  void takes(RunState run);

  /// It has ended, or rests until a person says more, or waits for a time or a person.
  void lets(RunState run);

  /// It can't be driven from this checkout, or it failed.
  void leaves(ReleaseId release, Problem why);

  /// It can't look for releases as long as the control database is away.
  void waits(Problem why);

  /// It looks for releases again.
  void goesOn();
}
