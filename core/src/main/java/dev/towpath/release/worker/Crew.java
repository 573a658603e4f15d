package dev.towpath.release.worker;

import dev.towpath.release.Release;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.run.Lease;
import dev.towpath.release.run.Shift;
import dev.towpath.release.runbook.Runbook;

/// Drives the releases of one project from its checkout. Thread-safe.
public interface Crew {
  /// The name of the project whose releases it drives.
  String served();

  /// Who the drivers act for.
  String person();

  /// The process, for whoever waits for it.
  String driver();

  /// Its runbook, once it is seen that what was planned is what is there, and that nothing else
  /// stands in the way.
  ///
  /// @throws dev.towpath.problem.ProblemException where this release is left to another worker
  Runbook require(RunState run);

  /// Drives a release by that runbook until it rests or the shift is over. Of one that went back
  /// it writes what people read of that, as [RunState#isUnwritten] asks for.
  RunState drive(Lease lease, Runbook runbook, Release release, Shift shift)
      throws InterruptedException;
}
