package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.report.Block;
import dev.towpath.report.Report;
import dev.towpath.rollback.freeze.Freeze;
import dev.towpath.rollback.freeze.FreezeRequest;
import dev.towpath.rollback.freeze.Freezer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `towpath freeze`: from now on nothing can be written to a database, and that is proven.
@Command(
    name = "freeze",
    headerHeading =
        "Examples:%n"
            + "  towpath freeze -e production --reason \"orders are lost\"%n"
            + "  towpath freeze -e production --end-writers%n%n",
    header = "Refuses every write to a database, and proves it.",
    synopsisHeading = "%nUsage: ")
final class FreezeCommand implements ProjectTask {
  @Mixin TargetOption target;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why; whoever tries to write, or opens the database with Towpath, reads it.")
  String reason = "";

  @Option(
      names = "--schema",
      paramLabel = "NAME",
      split = ",",
      description = "Freeze the tables of this schema alone; may be repeated.")
  List<String> schemas = List.of();

  @Option(
      names = "--end-writers",
      description = "End sessions that have written and don't commit, where this role may.")
  boolean endWriters;

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      converter = DurationOption.class,
      description = "How long to wait for open transactions that have written; by default 60s.")
  Duration patience = FreezeRequest.PATIENCE;

  @Override
  public Report run(Wiring wiring, Project project) {
    Layouts.Found found = wiring.layout(project);
    try (OpenTarget open =
        wiring.open(wiring.target(project, found.layout(), target.environment))) {
      return Recording.of(wiring, project, "freeze", open)
          .because(reason)
          .run(open, () -> freeze(wiring, project, found, open));
    }
  }

  private Report freeze(Wiring wiring, Project project, Layouts.Found found, OpenTarget open) {
    try (Interruption _ = wiring.interruptible(Interruption.ofFreeze())) {
      Progress progress = wiring.progress();
      FreezeRequest request =
          wiring
              .freezing(project, open)
              .request(found.layout().history(), schemas, reason, endWriters)
              .withPatience(patience);
      Freeze freeze = new Freezer(progress::now).freeze(request, open);
      progress.end();
      return report(open, freeze);
    }
  }

  private static Report report(OpenTarget open, Freeze freeze) {
    List<Block.Fact> facts = new ArrayList<>();
    String schema = freeze.schema() ? ", and the schema" : "";
    facts.add(new Block.Fact("guarded", tables(freeze.tables().size()) + schema));
    facts.add(new Block.Fact("tried to write", tried(freeze.proof())));
    facts.add(new Block.Fact("refused first after", Progress.words(freeze.firstGuard())));
    if (freeze.ended() > 0) {
      facts.add(new Block.Fact("sessions ended", "" + freeze.ended()));
    }
    if (!freeze.proof().untried().isEmpty()) {
      facts.add(new Block.Fact("not tried as", String.join(", ", freeze.proof().untried())));
    }
    freeze.leftOut().forEach(left -> facts.add(new Block.Fact("not frozen", left)));
    return Report.of("freeze")
        .data("target", open.target().name())
        .data("frozen", true)
        .data("already", freeze.already())
        .data("since", freeze.frozen().since().toString())
        .data("by", freeze.frozen().by())
        .data("reason", freeze.frozen().reason())
        .data("tables", freeze.tables())
        .data("schemaFrozen", freeze.schema())
        .data("triedAs", freeze.proof().roles())
        .data("notTriedAs", freeze.proof().untried())
        .data("notFrozen", freeze.leftOut())
        .data("sessionsEnded", freeze.ended())
        .data("firstRefusalMs", freeze.firstGuard().toMillis())
        .data("tookMs", freeze.took().toMillis())
        .block(new Block.Facts(facts))
        .summary(freeze.frozen().sentence() + "; it took " + Progress.words(freeze.took()))
        .next("towpath thaw");
  }

  private static String tables(int count) {
    return count == 1 ? "1 table" : count + " tables";
  }

  private static String tried(Freeze.Proof proof) {
    String roles = proof.roles().isEmpty() ? "" : ", and as " + String.join(", ", proof.roles());
    return "each of " + tables(proof.tables()) + roles + ": refused";
  }
}
