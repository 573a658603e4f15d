package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.migration.run.Outcome;
import dev.towpath.migration.run.OutcomeReport;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.migration.run.RunOptions;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.report.Report;
import dev.towpath.rollback.freeze.Admission;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `towpath apply`: runs the pending migrations, each committed with its row of the history.
@Command(
    name = "apply",
    headerHeading =
        "Examples:%n  towpath apply -e staging%n  towpath apply -e production --plan DIGEST%n%n",
    header = "Runs the pending migrations on a target.",
    synopsisHeading = "%nUsage: ")
final class ApplyCommand implements ProjectTask {
  @Mixin TargetOption target;

  @Mixin FrozenOption frozen;

  @Option(
      names = "--plan",
      paramLabel = "DIGEST",
      description = "Run only what this plan says; refuse if files, history or settings moved.")
  @Nullable String plan;

  @Option(
      names = "--out-of-order",
      description = "Also run migrations older than the newest applied one.")
  boolean outOfOrder;

  @Option(
      names = "--interrupted",
      paramLabel = "ANSWER",
      description =
          "What a person found an interrupted statement to be, where Towpath can't look: done or"
              + " repeat.")
  RunOptions.@Nullable Unfinished interrupted;

  @Override
  public Report run(Wiring wiring, Project project) {
    RunOptions options = RunOptions.standard();
    options = outOfOrder ? options.withOutOfOrder() : options;
    options = interrupted == null ? options : options.withUnfinished(interrupted);
    PlanRequest request = wiring.request(project, options);
    try (OpenTarget open =
        wiring.openToChange(
            wiring.changed(project, wiring.target(project, request, target.environment)))) {
      return Recording.of(wiring, project, "apply", open)
          .run(open, () -> apply(wiring, request, open));
    }
  }

  private Report apply(Wiring wiring, PlanRequest request, OpenTarget open) {
    try (Admission admission =
            Admission.to(open, request.layout().history().name(), frozen.accepted);
        RunProgress progress = wiring.runProgress("applied", Interruption.ofRun())) {
      Outcome outcome =
          wiring.applier().apply(request, Optional.ofNullable(plan), admission.target(), progress);
      return OutcomeReport.of(outcome);
    }
  }
}
