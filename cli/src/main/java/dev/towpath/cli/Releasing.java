package dev.towpath.cli;

import dev.towpath.config.Environment;
import dev.towpath.config.Project;
import dev.towpath.control.Control;
import dev.towpath.control.UserFolders;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.release.Commands;
import dev.towpath.release.Release;
import dev.towpath.release.ReleaseId;
import dev.towpath.release.plan.PlanInput;
import dev.towpath.release.run.Around;
import dev.towpath.release.runbook.Runbook;
import dev.towpath.release.runbook.RunbookFile;
import dev.towpath.release.runbook.RunbookReading;
import dev.towpath.release.step.StepKinds;
import dev.towpath.report.Finding;
import dev.towpath.report.Report;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a release takes from a project, and what its driver has around it.
record Releasing(Wiring wiring, Project project) {
  /// What is done with a runbook; a report of all that is wrong with it where it can't be read.
  interface Work {
    Report with(Runbook runbook) throws InterruptedException;
  }

  Report with(String file, Work work) throws InterruptedException {
    return switch (new RunbookFile(project.root(), StepKinds.installed(wiring.screen().variables()))
        .read(file)) {
      case RunbookReading.Good(Runbook runbook) -> work.with(runbook);
      case RunbookReading.Faulty(List<Finding> findings) ->
          Report.of("runbook").exit(Exit.USAGE).findings(findings);
    };
  }

  /// The same for who has nobody to show findings to.
  ///
  /// @throws dev.towpath.problem.ProblemException with `release-runbook-faulty`
  Runbook runbook(String file) {
    return switch (new RunbookFile(project.root(), StepKinds.installed(wiring.screen().variables()))
        .read(file)) {
      case RunbookReading.Good(Runbook runbook) -> runbook;
      case RunbookReading.Faulty(List<Finding> findings) ->
          throw Problem.of("release-runbook-faulty", Exit.USAGE, "A runbook has faults.")
              .because(findings.getFirst().message())
              .leaving("Nothing was run.")
              .next("See them all: towpath release plan " + file)
              .exception();
    };
  }

  PlanInput input(ReleaseId id, Runbook runbook, String environment, Instant now) {
    return new PlanInput(
        id,
        project,
        environment,
        runbook,
        Optional.empty(),
        wiring.who().person(),
        now,
        now,
        wiring.screen().variables(),
        commands(nowhere()));
  }

  /// The name of the environment that a release changes; a URL is not one that others could name.
  String environment(@Nullable String asked) {
    String name = wiring.target(project, asked).name();
    if (!name.equals(Environment.EMBEDDED) && !project.environments().containsKey(name)) {
      throw Problem.of(
              "release-needs-environment", Exit.USAGE, "A release is made for an environment.")
          .because("A URL is no name that people could approve.")
          .leaving("Nothing was planned or changed.")
          .next("Name it in towpath.yaml, and use -e NAME.")
          .exception();
    }
    return name;
  }

  /// Restoring the target must not take the journal back with it.
  void refuseControlIn(String environment, Control control) {
    try (OpenTarget open = wiring.target(project, environment).open()) {
      control.refuseFor(open);
    }
  }

  /// @param err where the commands of steps say what they do
  Around around(Release release, PrintStream err) {
    return new Around(
        project.root(),
        wiring.screen().variables(),
        commands(err),
        () -> wiring.target(project, release.environment()).open(),
        kept(release),
        wiring.clock());
  }

  /// Where a release's steps leave their evidence on this machine.
  Path kept(Release release) {
    return UserFolders.state(wiring.screen().variables())
        .resolve("releases")
        .resolve(release.key());
  }

  private Commands commands(PrintStream err) {
    Screen quiet = wiring.screen().withOut(nowhere()).withErr(err);
    return new Cli(quiet, wiring.workingDirectory(), wiring.clock()).inner(project.root());
  }

  /// Where nobody reads.
  static PrintStream nowhere() {
    return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }

  /// `production` of `runbooks/production.yaml`.
  static String word(String file) {
    String name = String.valueOf(Path.of(file).getFileName());
    String word = name.replaceFirst("\\.[^.]*$", "").replaceAll("[^A-Za-z0-9._-]", "-");
    return word.isEmpty() ? "release" : word;
  }

  static Problem begun(ReleaseId id) {
    return Problem.of("release-begun", Exit.REFUSED, "The release " + id + " has begun.")
        .because("What runs can't be planned anew.")
        .leaving("Nothing was changed.")
        .next("Plan another release: towpath release plan RUNBOOK --name NAME");
  }
}
