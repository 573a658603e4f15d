package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.migration.run.PlanReport;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.migration.run.Planner;
import dev.towpath.migration.run.RunOptions;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `towpath plan`: what apply would run, in which transactions, and how each step is undone.
@Command(
    name = "plan",
    headerHeading = "Examples:%n  towpath plan%n  towpath plan -e staging --output markdown%n%n",
    header = "Shows what apply would run, in which transactions, and the way back.",
    synopsisHeading = "%nUsage: ")
final class PlanCommand implements ProjectTask {
  @Mixin TargetOption target;

  @Option(
      names = "--out-of-order",
      description = "Also plan migrations older than the newest applied one.")
  boolean outOfOrder;

  @Override
  public Report run(Wiring wiring, Project project) {
    RunOptions options =
        outOfOrder ? RunOptions.standard().withOutOfOrder() : RunOptions.standard();
    PlanRequest request = wiring.request(project, options);
    try (OpenTarget open = wiring.open(wiring.target(project, request, target.environment))) {
      return PlanReport.of(Planner.plan(request, open));
    }
  }
}
