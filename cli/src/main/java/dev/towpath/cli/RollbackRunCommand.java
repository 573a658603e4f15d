package dev.towpath.cli;

import dev.towpath.backup.store.Storage;
import dev.towpath.config.Project;
import dev.towpath.migration.run.PlanRequest;
import dev.towpath.migration.run.RunOptions;
import dev.towpath.migration.verify.Verifier;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.report.Block;
import dev.towpath.report.Report;
import dev.towpath.rollback.Restores;
import dev.towpath.rollback.RollbackRun;
import dev.towpath.rollback.RollbackRunner;
import dev.towpath.rollback.RolledBack;
import dev.towpath.rollback.freeze.FreezeRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `towpath rollback run`: freezes, goes back, verifies, thaws.
@Command(
    name = "run",
    headerHeading =
        "Examples:%n"
            + "  towpath rollback run -e production --yes production%n"
            + "  towpath rollback run -e production --abandon%n%n",
    header = "Freezes the database, goes back, verifies, and thaws; goes on after a crash.",
    synopsisHeading = "%nUsage: ")
final class RollbackRunCommand implements ProjectTask {
  @Mixin RollbackOptions options;

  @Option(
      names = "--yes",
      paramLabel = "NAME",
      description = "The target's name, to confirm that it is meant.")
  @Nullable String confirmed;

  @Option(
      names = "--accept-data-loss",
      description = "Go also a way that takes rows or values away.")
  boolean acceptDataLoss;

  @Option(
      names = "--accept-edited",
      description = "Undo also migrations whose file was edited after it was applied.")
  boolean acceptEdited;

  @Option(
      names = "--end-writers",
      description = "End sessions that have written and don't commit, where this role may.")
  boolean endWriters;

  @Option(
      names = "--abandon",
      description = "Give up a rollback that was begun: thaw, and leave undone what is undone.")
  boolean abandon;

  @Override
  public Report run(Wiring wiring, Project project) throws IOException {
    RunOptions accepted = RunOptions.standard();
    accepted = acceptDataLoss ? accepted.withAcceptDataLoss() : accepted;
    accepted = acceptEdited ? accepted.withAcceptEdited() : accepted;
    PlanRequest files = wiring.request(project, accepted);
    try (Storage storage = options.open(wiring, project);
        OpenTarget open =
            wiring.open(
                wiring.changed(
                    project, wiring.target(project, files, options.target.environment)))) {
      return Recording.of(wiring, project, "rollback", open)
          .run(open, () -> roll(wiring, project, files, storage, open));
    }
  }

  private Report roll(
      Wiring wiring, Project project, PlanRequest files, Storage storage, OpenTarget open)
      throws IOException {
    Progress progress = wiring.progress();
    try (RunProgress told = wiring.runProgress("undone", Interruption.ofRollback())) {
      Restores restores = RollbackOptions.restores(project, storage);
      RollbackRunner runner =
          new RollbackRunner(
              wiring.rollbackPlanner(progress, restores),
              wiring.undoer(),
              new Verifier(wiring.applier(), event -> {}),
              progress::say,
              told,
              restores);
      Report report =
          abandon
              ? abandoned(runner.abandon(open, freeze(wiring, project, files, open)), open)
              : report(runner.run(asked(wiring, project, files, open, storage), open));
      progress.end();
      return report;
    }
  }

  private RollbackRun asked(
      Wiring wiring, Project project, PlanRequest files, OpenTarget open, Storage storage)
      throws IOException {
    return new RollbackRun(
        options.request(files, storage),
        Optional.ofNullable(confirmed),
        freeze(wiring, project, files, open),
        Who.user());
  }

  private FreezeRequest freeze(Wiring wiring, Project project, PlanRequest files, OpenTarget open) {
    return wiring
        .freezing(project, open)
        .request(files.layout().history(), List.of(), "a rollback", endWriters);
  }

  private static Report report(RolledBack done) {
    Report report = Report.of("rollback");
    for (String said : done.said()) {
      report = report.block(new Block.Text(said));
    }
    return report
        .data("target", done.target())
        .data("to", done.to())
        .data("undone", done.undone())
        .data("resumed", done.resumed())
        .data("kept", done.kept())
        .data("verified", done.said())
        .data("frozen", done.frozen())
        .data("tookMs", done.took().toMillis())
        .summary(
            done.undone() == 0 && !done.resumed() && done.kept().isEmpty()
                ? "nothing to roll back"
                : "rolled back to "
                    + done.to()
                    + " and verified in "
                    + Progress.words(done.took())
                    + (done.kept().isEmpty() ? "" : "; what was there is " + done.kept())
                    + (done.frozen() ? "; the database is still frozen" : ""))
        .next(done.frozen() ? "towpath thaw" : "towpath status");
  }

  private static Report abandoned(Optional<String> to, OpenTarget open) {
    return Report.of("rollback")
        .data("target", open.target().name())
        .data("abandoned", to.orElse(null))
        .summary(
            to.map(version -> "the rollback to " + version + " is given up")
                .orElse("no rollback was begun here"))
        .next("towpath status");
  }
}
