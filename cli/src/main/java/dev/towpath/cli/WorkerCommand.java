package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.control.Control;
import dev.towpath.problem.Problem;
import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.run.Journal;
import dev.towpath.release.run.Releases;
import dev.towpath.release.worker.Worker;
import dev.towpath.release.worker.WorkerListener;
import dev.towpath.report.Report;
import dev.towpath.report.Visible;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/// `towpath worker`: drives releases that nobody drives in the foreground.
@Command(
    name = "worker",
    headerHeading =
        "Examples:%n"
            + "  towpath worker%n"
            + "  TOWPATH_CONTROL_URL=postgresql://control/towpath towpath worker -C portal%n%n",
    header = "Drives this project's releases that have no driver, until it is ended.",
    description =
        "It takes over releases whose driver died, those that were started with --detach, and those"
            + " whose time is due. A release whose plan isn't what this checkout holds is left to"
            + " another worker. SIGTERM and ^C let the steps at work end, for 20 seconds at most.",
    synopsisHeading = "%nUsage: ")
final class WorkerCommand implements ProjectTask {
  @Override
  public Report run(Wiring wiring, Project project) throws InterruptedException {
    try (Control control = Recording.control(wiring)) {
      Journal journal = Recording.journal(wiring, control);
      ReleaseCrew crew = new ReleaseCrew(wiring, project, control, journal, true);
      try (Worker worker = new Worker(control, journal, crew, listener(wiring), wiring.clock())) {
        Thread end = new Thread(worker::close, "towpath-worker-ends");
        Runtime.getRuntime().addShutdownHook(end);
        wiring.say("worker of " + project.name() + ", control database " + control.describe());
        new CountDownLatch(1).await();
        return Report.of("worker");
      }
    }
  }

  private static WorkerListener listener(Wiring wiring) {
    return new WorkerListener() {
      @Override
      public void takes(RunState run) {
        tell(run.release().id(), "is driven by this worker");
      }

      @Override
      public void lets(RunState run) {
        tell(run.release().id(), "is let go: it is " + Releases.word(run.standing()));
      }

      @Override
      public void leaves(ReleaseId release, Problem why) {
        tell(release, "is left: " + why.what() + " " + why.why());
      }

      @Override
      public void waits(Problem why) {
        wiring.say(Visible.line("waits for the control database: " + why.what() + " " + why.why()));
      }

      @Override
      public void goesOn() {
        wiring.say("the control database answers again");
      }

      private void tell(ReleaseId release, String line) {
        wiring.say(Visible.line(release + " " + line));
      }
    };
  }
}
