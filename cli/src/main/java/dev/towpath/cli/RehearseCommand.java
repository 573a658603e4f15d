package dev.towpath.cli;

import dev.towpath.config.Environment;
import dev.towpath.config.Project;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.migration.run.RunListener;
import dev.towpath.migration.run.RunOptions;
import dev.towpath.migration.verify.Surroundings;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Target;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.rehearsal.Exercise;
import dev.towpath.rehearsal.Limits;
import dev.towpath.rehearsal.Rehearsal;
import dev.towpath.rehearsal.RehearsalReport;
import dev.towpath.rehearsal.RehearsalRequest;
import dev.towpath.rehearsal.RunnerRole;
import dev.towpath.rehearsal.Selection;
import dev.towpath.rehearsal.StateBefore;
import dev.towpath.rehearsal.WayBackExercise;
import dev.towpath.report.Report;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `towpath rehearse`: runs the pending migrations on a scratch server, and says what they did.
@Command(
    name = "rehearse",
    headerHeading =
        "Examples:%n"
            + "  towpath rehearse -e production --like production%n"
            + "  towpath rehearse --base origin/main --output markdown%n%n",
    header = "Runs the pending migrations on a scratch server and watches.",
    description =
        "Shows for each statement its locks, who would wait, rewrites, scans, WAL and time, and"
            + " tries the down scripts. Without -e and --base it runs all migrations on an empty"
            + " database.",
    synopsisHeading = "%nUsage: ")
final class RehearseCommand implements ProjectTask {
  private static final String FILES = "files";
  private static final String TARGET = "target";

  @Mixin TargetOption target;

  @Mixin ExerciseOptions exercises;

  @Mixin SizeOptions sizes;

  @Option(
      names = "--base",
      paramLabel = "REF",
      description = "Rehearse the migrations that this branch or commit hasn't.")
  @Nullable String base;

  @Option(
      names = "--from",
      paramLabel = "STATE",
      description =
          "The state before: files replays the other migrations (the default), target takes the"
              + " schema of -e by pg_dump, any other word is a file that pg_dump wrote.")
  String from = FILES;

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
    if (target.environment == null && base == null) {
      target.environment = sizes.like;
    }
    RehearsalRequest rehearsal = request(wiring, project);
    List<Exercise> all = exercises(wiring, project, rehearsal);
    try (RunProgress progress = wiring.runProgress("rehearsed", Interruption.ofRehearsal())) {
      return RehearsalReport.of(new Rehearsal(wiring.applier(), progress, all).rehearse(rehearsal));
    }
  }

  private List<Exercise> exercises(Wiring wiring, Project project, RehearsalRequest rehearsal)
      throws SQLException {
    List<Exercise> all = new ArrayList<>(sizes.exercises(wiring, project, rehearsal));
    all.add(new WayBackExercise(wiring.applier(), wiring.undoer(), RunListener.silent()));
    all.addAll(exercises.exercises(project.root()));
    return all;
  }

  private RehearsalRequest request(Wiring wiring, Project project) throws SQLException {
    Layouts.Found found = wiring.layout(project);
    PlanRequest request =
        new PlanRequest(found.layout(), wiring.files(project, found), RunOptions.standard());
    if (target.environment == null) {
      Target bare = wiring.target(project, request, Environment.EMBEDDED);
      Selection selection =
          base == null
              ? all(request)
              : Selection.since(request, project.root(), found.folder(), base);
      return request(project, request, bare, selection, state(wiring, Optional.empty()));
    }
    Target chosen = wiring.target(project, request, target.environment);
    try (OpenTarget open = wiring.open(chosen);
        Connection connection = open.connect("rehearse")) {
      exercises.ask(connection);
      Selection selection =
          base == null
              ? Selection.pendingOn(request, open)
              : Selection.since(request, project.root(), found.folder(), base);
      return request(project, request, chosen, selection, state(wiring, Optional.of(open)))
          .around(open.major(), Surroundings.of(connection), RunnerRole.of(connection));
    }
  }

  private Selection all(PlanRequest request) {
    if (!from.equals(FILES)) {
      throw unclear("Which migrations are pending behind that state?", "-e ENV or --base REF")
          .exception();
    }
    return Selection.all(request);
  }

  private StateBefore state(Wiring wiring, Optional<OpenTarget> open) {
    return switch (from) {
      case FILES -> new StateBefore.Replayed();
      case TARGET ->
          open.map(each -> new StateBefore.TargetSchema(each.target().name(), each.url()))
              .orElseThrow(() -> unclear("Which target's schema is meant?", "-e ENV").exception());
      case String file -> new StateBefore.DumpFile(wiring.folder().resolve(file));
    };
  }

  private static Problem unclear(String question, String option) {
    return Problem.of("rehearsal-unclear", Exit.USAGE, question)
        .leaving("Nothing was run.")
        .next("Say it: towpath rehearse " + option);
  }

  private RehearsalRequest request(
      Project project, PlanRequest request, Target like, Selection selection, StateBefore state) {
    return new RehearsalRequest(
        project.root(),
        request.layout(),
        request.files(),
        selection,
        state,
        project.postgres(),
        like.platform(),
        Optional.empty(),
        Optional.empty(),
        like.lockTimeout(),
        like.statementTimeout(),
        new Limits(timeLimit, statementLimit));
  }
}
