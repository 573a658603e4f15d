package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.control.Control;
import dev.towpath.release.Release;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.run.Journal;
import dev.towpath.release.run.Lease;
import dev.towpath.release.run.RunReport;
import dev.towpath.release.run.Shift;
import dev.towpath.release.runbook.Runbook;
import dev.towpath.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `towpath release start`: drives a release until it ends or needs a person.
@Command(
    name = "start",
    headerHeading =
        "Examples:%n"
            + "  towpath release start 2026-11-21-production%n"
            + "  towpath release start 2026-11-21-production --detach%n%n",
    header = "Runs a planned release, or goes on with one where it was.",
    description =
        "What was planned must still be what is there. A release whose driver died goes on where"
            + " its journal ends; nothing is repeated blindly.",
    synopsisHeading = "%nUsage: ")
final class ReleaseStartCommand implements ProjectTask {
  @Mixin ReleaseOption release;

  @Option(
      names = "--detach",
      description = "Begin it and leave it to a worker: 'towpath worker' of this project.")
  boolean detach;

  @Override
  public Report run(Wiring wiring, Project project) throws InterruptedException {
    try (Control control = Recording.control(wiring)) {
      Journal journal = Recording.journal(wiring, control);
      RunState run = journal.state(release.id);
      ReleaseCrew crew = new ReleaseCrew(wiring, project, control, journal, false);
      return new Releasing(wiring, project)
          .with(
              run.release().runbook(),
              runbook -> {
                crew.require(run, runbook);
                return drive(crew, run.release(), runbook);
              });
    }
  }

  private Report drive(ReleaseCrew crew, Release planned, Runbook runbook)
      throws InterruptedException {
    Journal journal = crew.journal();
    Lease lease = journal.take(planned.id(), crew.person(), crew.driver());
    if (detach) {
      journal.leave(lease);
      RunState left = journal.state(planned.id());
      Report report = RunReport.of("release start", left);
      return left.standing().isMoving()
          ? report.next("towpath release status " + planned.id() + " --follow")
          : report;
    }
    // A driver that is told to end doesn't let the next one wait for its lease to run out.
    try (Interruption _ = new Interruption(() -> end(crew.wiring(), journal, lease))) {
      RunState run = crew.drive(lease, runbook, planned, Shift.OPEN_END);
      return RunReport.of("release start", run);
    } finally {
      journal.leave(lease);
    }
  }

  private static void end(Wiring wiring, Journal journal, Lease lease) {
    journal.leave(lease);
    wiring.tellAtEnd(Interruption.ofRelease(lease.release()));
  }
}
