package dev.towpath.cli;

import dev.towpath.backup.store.Storage;
import dev.towpath.config.Project;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.migration.run.RunOptions;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.report.Report;
import dev.towpath.rollback.RollbackPlan;
import dev.towpath.rollback.RollbackReport;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `towpath rollback plan`: what can be undone, how, and at what loss.
@Command(
    name = "plan",
    headerHeading =
        "Examples:%n"
            + "  towpath rollback plan -e production%n"
            + "  towpath rollback plan -e production --to 20260209101500 --by point-in-time%n%n",
    header = "Says what can be undone, how, how long it takes, and what is lost.",
    synopsisHeading = "%nUsage: ")
final class RollbackPlanCommand implements ProjectTask {
  @Mixin RollbackOptions options;

  @Override
  public Report run(Wiring wiring, Project project) throws IOException {
    PlanRequest files = wiring.request(project, RunOptions.standard().withAcceptEdited());
    try (Storage storage = options.open(wiring, project);
        OpenTarget open = wiring.open(wiring.target(project, files, options.target.environment));
        Interruption _ = wiring.interruptible(Interruption.ofReading())) {
      Progress progress = wiring.progress();
      RollbackPlan plan =
          wiring
              .rollbackPlanner(progress, RollbackOptions.restores(project, storage))
              .plan(options.request(files, storage), open);
      progress.end();
      return RollbackReport.of(plan);
    }
  }
}
