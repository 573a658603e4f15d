package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.migration.run.Outcome;
import dev.towpath.migration.run.OutcomeReport;
import dev.towpath.migration.run.PlanReport;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.migration.run.RunOptions;
import dev.towpath.migration.run.Undoer;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Target;
import dev.towpath.report.Report;
import dev.towpath.rollback.OpenRollback;
import dev.towpath.rollback.freeze.Admission;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `towpath undo`: runs down scripts, newest first, each committed with its change of the history.
@Command(
    name = "undo",
    headerHeading =
        "Examples:%n"
            + "  towpath undo --to 20260209101500 --dry-run%n"
            + "  towpath undo -e staging --to 20260209101500%n%n",
    header = "Goes back to a version by running down scripts, newest first.",
    synopsisHeading = "%nUsage: ")
final class UndoCommand implements ProjectTask {
  @Mixin TargetOption target;

  @Mixin FrozenOption frozen;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "VERSION",
      description = "The version that stays the newest; 0 undoes every migration.")
  String to = "";

  @Option(names = "--dry-run", description = "Show what would run, and change nothing.")
  boolean dryRun;

  @Option(
      names = "--plan",
      paramLabel = "DIGEST",
      description = "Run only what this plan of an undo says.")
  @Nullable String plan;

  @Option(
      names = "--accept-data-loss",
      description = "Run also down scripts that take rows or values away.")
  boolean acceptDataLoss;

  @Option(
      names = "--interrupted",
      paramLabel = "ANSWER",
      description =
          "What a person found an interrupted statement to be, where Towpath can't look: done or"
              + " repeat.")
  RunOptions.@Nullable Unfinished interrupted;

  @Option(
      names = "--accept-edited",
      description = "Undo also migrations whose file was edited after it was applied.")
  boolean acceptEdited;

  @Override
  public Report run(Wiring wiring, Project project) {
    RunOptions options = RunOptions.standard();
    options = acceptDataLoss ? options.withAcceptDataLoss() : options;
    options = interrupted == null ? options : options.withUnfinished(interrupted);
    options = acceptEdited ? options.withAcceptEdited() : options;
    PlanRequest request = wiring.request(project, options);
    Target chosen = wiring.target(project, request, target.environment);
    try (OpenTarget open = wiring.open(dryRun ? chosen : wiring.changed(project, chosen))) {
      return dryRun
          ? PlanReport.of(Undoer.plan(request, to, open))
          : Recording.of(wiring, project, "undo", open)
              .run(open, () -> undo(wiring, request, open));
    }
  }

  private Report undo(Wiring wiring, PlanRequest request, OpenTarget open) {
    OpenRollback.refuse(open);
    String layout = request.layout().history().name();
    try (Admission admission = Admission.to(open, layout, frozen.accepted);
        RunProgress progress = wiring.runProgress("undone", Interruption.ofRun())) {
      Outcome outcome =
          wiring
              .undoer()
              .undo(request, to, Optional.ofNullable(plan), admission.target(), progress);
      return OutcomeReport.of(outcome);
    }
  }
}
