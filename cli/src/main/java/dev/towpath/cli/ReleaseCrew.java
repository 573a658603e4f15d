package dev.towpath.cli;

import dev.towpath.config.GrafanaSettings;
import dev.towpath.config.Project;
import dev.towpath.control.Control;
import dev.towpath.notify.Grafana;
import dev.towpath.release.Release;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.plan.PlanInput;
import dev.towpath.release.plan.Protection;
import dev.towpath.release.plan.ReleasePlanner;
import dev.towpath.release.plan.Unchanged;
import dev.towpath.release.run.Annotating;
import dev.towpath.release.run.Around;
import dev.towpath.release.run.Driver;
import dev.towpath.release.run.DriverListener;
import dev.towpath.release.run.Journal;
import dev.towpath.release.run.Lease;
import dev.towpath.release.run.Shift;
import dev.towpath.release.runbook.Runbook;
import dev.towpath.release.worker.Crew;
import java.io.PrintStream;
import java.util.Optional;

/// Drives releases from a project's checkout: in the foreground, or for a worker.
///
/// @param named whether each line names its release, because there are several
record ReleaseCrew(Wiring wiring, Project project, Control control, Journal journal, boolean named)
    implements Crew {

  @Override
  public String served() {
    return project.name();
  }

  @Override
  public String person() {
    return wiring.who().person();
  }

  @Override
  public String driver() {
    return Who.driver();
  }

  @Override
  public Runbook require(RunState run) {
    Runbook runbook = new Releasing(wiring, project).runbook(run.release().runbook());
    require(run, runbook);
    return runbook;
  }

  /// The same with the runbook read already.
  void require(RunState run, Runbook runbook) {
    Releasing files = new Releasing(wiring, project);
    Release planned = run.release();
    PlanInput input =
        files
            .input(planned.id(), runbook, planned.environment(), planned.planned())
            .asking(Optional.of(planned.releaseClass()))
            .due(planned.due());
    boolean begun = run.standing() != RunState.Standing.PLANNED;
    if (!begun) {
      Protection.requireApproved(run);
      Protection.requirePushed(project, planned.environment());
    }
    Unchanged.require(
        planned, begun ? ReleasePlanner.again(planned, input) : ReleasePlanner.plan(input));
    files.refuseControlIn(planned.environment(), control);
  }

  @Override
  public RunState drive(Lease lease, Runbook runbook, Release release, Shift shift)
      throws InterruptedException {
    RunState run = told(lease, runbook, release, shift);
    return ReleaseNotesCommand.afterRollback(wiring, project, runbook, journal, run);
  }

  private RunState told(Lease lease, Runbook runbook, Release release, Shift shift)
      throws InterruptedException {
    if (!named && wiring.screen().errTerminal()) {
      try (LiveRelease live =
          new LiveRelease(wiring, () -> journal.state(release.id())).started()) {
        return drive(lease, runbook, release, shift, live, live.lines());
      }
    }
    String before = named ? release.id() + " " : "";
    ReleaseProgress progress = new ReleaseProgress(wiring, runbook, before);
    return drive(lease, runbook, release, shift, progress, progress.err());
  }

  private RunState drive(
      Lease lease,
      Runbook runbook,
      Release release,
      Shift shift,
      DriverListener listener,
      PrintStream err)
      throws InterruptedException {
    Around around = new Releasing(wiring, project).around(release, err);
    Optional<GrafanaSettings> grafana = project.grafana();
    if (grafana.isEmpty()) {
      return new Driver(journal, lease, runbook, around, listener, shift).drive();
    }
    try (Grafana charts = new Grafana(grafana.get(), around.variables(), err::println)) {
      DriverListener marking = new Annotating(listener, charts, release, around.clock());
      return new Driver(journal, lease, runbook, around, marking, shift).drive();
    }
  }
}
