package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.release.ReleaseId;
import dev.towpath.release.plan.PlanInput;
import dev.towpath.release.runbook.Runbook;
import dev.towpath.release.runbook.RunbookFile;
import dev.towpath.release.runbook.RunbookReading;
import dev.towpath.release.step.StepKinds;
import dev.towpath.report.Finding;
import dev.towpath.report.Report;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a release takes from the project's files.
record ReleaseFiles(Wiring wiring, Project project) {
  /// What is done with a runbook; a report of all that is wrong with it where it can't be read.
  interface Work {
    Report with(Runbook runbook) throws InterruptedException;
  }

  Report with(String file, Work work) throws InterruptedException {
    return switch (new RunbookFile(project.root(), StepKinds.installed()).read(file)) {
      case RunbookReading.Good(Runbook runbook) -> work.with(runbook);
      case RunbookReading.Faulty(List<Finding> findings) ->
          Report.of("runbook").exit(Exit.USAGE).findings(findings);
    };
  }

  PlanInput input(ReleaseId id, Runbook runbook, String environment, Instant now) {
    return new PlanInput(
        id,
        project,
        environment,
        runbook,
        Optional.empty(),
        wiring.person(),
        now,
        now,
        wiring.screen().variables(),
        wiring.commands(project, new PrintStream(OutputStream.nullOutputStream())));
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
