package dev.towpath.rehearsal;

import dev.towpath.catalog.Snapshot;
import dev.towpath.migration.run.Applier;
import dev.towpath.migration.run.RunListener;
import dev.towpath.migration.verify.Scratch;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import dev.towpath.sql.SqlParser;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Runs the pending migrations of a project on a scratch server of its own, watches each statement,
/// and then tries the exercises on the result. Touches no other database.
public final class Rehearsal {
  private final Applier applier;
  private final RunListener listener;
  private final List<Exercise> exercises;

  /// @param applier runs the migrations, as it would on the target
  /// @param listener hears how they go on
  /// @param exercises run in this order, once every migration is through
  public Rehearsal(Applier applier, RunListener listener, List<Exercise> exercises) {
    this.applier = applier;
    this.listener = listener;
    this.exercises = List.copyOf(exercises);
  }

  /// Rehearses; what goes wrong with the migrations is a finding of the result.
  ///
  /// @throws ProblemException if no scratch server can be started
  public RehearsalResult rehearse(RehearsalRequest request) {
    long from = System.nanoTime();
    List<Finding> findings = new ArrayList<>(request.selection().findings());
    if (request.selection().pending().isEmpty()) {
      return new RehearsalResult(
          request, 0, List.of(), List.of(), findings, Duration.ZERO, Forecast.of(request, 0));
    }
    // The grammar is dear to load, and the server's start leaves a processor idle.
    Thread.ofVirtual().name("towpath-grammar").start(() -> SqlParser.parse("select"));
    try (ScratchServer server = Scratch.start(request.major(), request.platform());
        Stage stage = Stage.of(server, request)) {
      Forecast forecast = Forecast.begin(request, stage.major());
      List<RehearsalResult.Ran> ran = run(request, stage, findings);
      Duration took = Duration.ofNanos(System.nanoTime() - from);
      return new RehearsalResult(
          request, stage.major(), stage.migrations(), ran, findings, took, forecast);
    } catch (SQLException e) {
      throw new IllegalStateException("The scratch server can't be asked", e);
    }
  }

  private List<RehearsalResult.Ran> run(
      RehearsalRequest request, Stage stage, List<Finding> findings) throws SQLException {
    Failures failures = new Failures(request.limits());
    if (stage.major() != request.major()) {
      findings.add(otherMajor(request.major(), stage.major()));
    }
    try {
      findings.addAll(stage.build(applier, listener));
      exercises.forEach(each -> each.prepare(stage.superuser()));
    } catch (ProblemException e) {
      findings.add(failures.noState(e.problem(), stage.cause()));
      return skipped();
    }
    Snapshot before = stage.read();
    exercises.forEach(each -> each.before(stage.owner()));
    try {
      stage.run(applier, listener, before);
    } catch (ProblemException e) {
      findings.add(failures.of(e.problem(), stage.cause(), behind(stage)));
      findings.addAll(ObservedFindings.of(stage.migrations()));
      return skipped();
    }
    findings.addAll(ObservedFindings.of(stage.migrations()));
    return exercised(stage.rehearsed(before, stage.read()), findings);
  }

  private static long behind(Stage stage) {
    return stage.migrations().stream()
        .filter(each -> each.fate() == ObservedMigration.Fate.NOT_RUN)
        .count();
  }

  private List<RehearsalResult.Ran> skipped() {
    return exercises.stream()
        .map(
            each ->
                new RehearsalResult.Ran(each.name(), each.unrun("The migrations did not all run.")))
        .toList();
  }

  private List<RehearsalResult.Ran> exercised(Rehearsed database, List<Finding> findings) {
    List<RehearsalResult.Ran> ran = new ArrayList<>();
    for (Exercise exercise : exercises) {
      Exercised exercised;
      try {
        exercised = exercise.run(database);
      } catch (ProblemException e) {
        exercised = failed(exercise.name(), e.problem());
      }
      findings.addAll(exercised.findings());
      ran.add(new RehearsalResult.Ran(exercise.name(), exercised));
    }
    return ran;
  }

  private static Exercised failed(String name, Problem problem) {
    Finding finding =
        Finding.of(
                "exercise-failed",
                Severity.ERROR,
                "The exercise " + name + " could not be done: " + problem.what())
            .because(problem.why())
            .help(problem.next());
    return Exercised.done(
        "could not be done", List.of(problem.where().map(finding::at).orElse(finding)));
  }

  private static Finding otherMajor(int target, int scratch) {
    return Finding.of(
            "other-major",
            Severity.WARNING,
            "The migrations were rehearsed on PostgreSQL "
                + scratch
                + ", because PostgreSQL "
                + target
                + " is not on this machine.")
        .help("Fetch the programs of that version, as towpath doctor says.");
  }
}
