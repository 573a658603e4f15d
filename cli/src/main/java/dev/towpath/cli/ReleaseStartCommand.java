package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.control.Control;
import dev.towpath.problem.ProblemException;
import dev.towpath.release.Release;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.plan.PlanInput;
import dev.towpath.release.plan.Protection;
import dev.towpath.release.plan.ReleasePlanner;
import dev.towpath.release.plan.Unchanged;
import dev.towpath.release.run.Around;
import dev.towpath.release.run.Driver;
import dev.towpath.release.run.Journal;
import dev.towpath.release.run.Lease;
import dev.towpath.release.run.RunReport;
import dev.towpath.release.runbook.Runbook;
import dev.towpath.report.Report;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `towpath release start`: drives a release until it ends or needs a person.
@Command(
    name = "start",
    headerHeading =
        "Examples:%n"
            + "  towpath release start 2026-11-21-production%n"
            + "  towpath release start 2026-11-21-production --output json%n%n",
    header = "Runs a planned release, or goes on with one where it was.",
    description =
        "What was planned must still be what is there. A release whose driver died goes on where"
            + " its journal ends; nothing is repeated blindly.",
    synopsisHeading = "%nUsage: ")
final class ReleaseStartCommand implements ProjectTask {
  @Mixin ReleaseOption release;

  @Override
  public Report run(Wiring wiring, Project project) throws InterruptedException {
    try (Control control = Recording.control(wiring)) {
      Journal journal = Recording.journal(wiring, control);
      RunState run = journal.state(release.id);
      Releasing files = new Releasing(wiring, project);
      return files.with(
          run.release().runbook(),
          runbook -> {
            requireUnchanged(files, run, runbook);
            files.refuseControlIn(run.release().environment(), control);
            return drive(wiring, project, journal, run.release(), runbook);
          });
    }
  }

  private static void requireUnchanged(Releasing files, RunState run, Runbook runbook) {
    Release planned = run.release();
    PlanInput input =
        files
            .input(planned.id(), runbook, planned.environment(), planned.planned())
            .asking(Optional.of(planned.releaseClass()))
            .due(planned.due());
    boolean begun = run.standing() != RunState.Standing.PLANNED;
    if (!begun) {
      Protection.requirePushed(files.project(), planned.environment());
    }
    Unchanged.require(
        planned, begun ? ReleasePlanner.again(planned, input) : ReleasePlanner.plan(input));
  }

  private static Report drive(
      Wiring wiring, Project project, Journal journal, Release release, Runbook runbook)
      throws InterruptedException {
    Lease lease = journal.take(release.id(), wiring.who().person(), Who.driver());
    ReleaseProgress progress = new ReleaseProgress(wiring, runbook);
    // A driver that is told to end doesn't let the next one wait for its lease to run out.
    try (Interruption _ = new Interruption(() -> end(wiring, journal, lease))) {
      Around around = new Releasing(wiring, project).around(release.environment(), progress.err());
      Driver driver = new Driver(journal, lease, runbook, around, progress);
      RunState run = driver.drive();
      ReleaseNotesCommand.enterInLog(wiring, project, runbook, run);
      return RunReport.of("release start", run);
    } finally {
      journal.leave(lease);
    }
  }

  private static void end(Wiring wiring, Journal journal, Lease lease) {
    try {
      journal.leave(lease);
    } catch (ProblemException e) {
      // The control database ended first; the next driver waits until the lease has run out.
    }
    wiring.tellAtEnd(Interruption.ofRelease());
  }
}
