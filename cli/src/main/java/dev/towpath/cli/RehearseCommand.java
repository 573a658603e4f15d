package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.migration.run.RunListener;
import dev.towpath.migration.run.RunOptions;
import dev.towpath.migration.verify.Surroundings;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Target;
import dev.towpath.rehearsal.Limits;
import dev.towpath.rehearsal.Rehearsal;
import dev.towpath.rehearsal.RehearsalReport;
import dev.towpath.rehearsal.RehearsalRequest;
import dev.towpath.rehearsal.Selection;
import dev.towpath.rehearsal.StateBefore;
import dev.towpath.rehearsal.WayBackExercise;
import dev.towpath.report.Report;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `towpath rehearse`: runs the pending migrations on a scratch server, and says what they did.
@Command(
    name = "rehearse",
    headerHeading = "Examples:%n  towpath rehearse%n  towpath rehearse -e production%n%n",
    header = "Runs the pending migrations on a scratch server and watches.",
    description =
        "Shows for each statement its locks, who would wait, rewrites, scans, WAL and time; tries"
            + " the down scripts. Without -e it runs all migrations on an empty database.",
    synopsisHeading = "%nUsage: ")
final class RehearseCommand implements ProjectTask {
  @Mixin TargetOption target;

  @Option(
      names = "--time-limit",
      paramLabel = "DURATION",
      converter = DurationOption.class,
      description = "What the whole may take, as 90s or 20m; by default 10m.")
  Duration timeLimit = Limits.ALL;

  @Option(
      names = "--statement-limit",
      paramLabel = "DURATION",
      converter = DurationOption.class,
      description = "What one statement may take; by default 5m.")
  Duration statementLimit = Limits.STATEMENT;

  @Override
  public Report run(Wiring wiring, Project project) throws SQLException {
    PlanRequest request = wiring.request(project, RunOptions.standard());
    RehearsalRequest rehearsal = rehearsal(wiring, project, request);
    try (RunProgress progress = wiring.runProgress("rehearsed", Interruption.ofRehearsal())) {
      return RehearsalReport.of(
          new Rehearsal(
                  wiring.applier(),
                  progress,
                  List.of(
                      new WayBackExercise(wiring.applier(), wiring.undoer(), RunListener.silent())))
              .rehearse(rehearsal));
    }
  }

  private RehearsalRequest rehearsal(Wiring wiring, Project project, PlanRequest request)
      throws SQLException {
    Target chosen =
        wiring.target(
            project, request, target.environment == null ? "embedded" : target.environment);
    if (target.environment == null) {
      return request(
          project, request, chosen, project.postgres(), Selection.all(request), Optional.empty());
    }
    try (OpenTarget open = wiring.open(chosen);
        Connection connection = open.connect("rehearse")) {
      return request(
          project,
          request,
          chosen,
          open.major(),
          Selection.pendingOn(request, open),
          Optional.of(Surroundings.of(connection)));
    }
  }

  private RehearsalRequest request(
      Project project,
      PlanRequest request,
      Target chosen,
      int major,
      Selection selection,
      Optional<Surroundings> around) {
    return new RehearsalRequest(
        project.root(),
        request.layout(),
        request.files(),
        selection,
        new StateBefore.Replayed(),
        major,
        chosen.platform(),
        around,
        chosen.lockTimeout(),
        chosen.statementTimeout(),
        new Limits(timeLimit, statementLimit));
  }
}
