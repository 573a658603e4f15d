package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.control.Control;
import dev.towpath.ledger.Audit;
import dev.towpath.problem.Exit;
import dev.towpath.report.Block;
import dev.towpath.report.Report;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `towpath ledger verify`: whether the record still is what was written and signed.
@Command(
    name = "verify",
    headerHeading =
        "Examples:%n"
            + "  towpath ledger verify%n"
            + "  towpath ledger verify --checkpoints docs/ledger/4f2a.checkpoints%n%n",
    header = "Hashes every record again, and compares with every checkpoint that was kept.",
    description =
        "Finds a record or a hash that was changed, records that are missing, a history that was"
            + " rewritten, and signatures that are none. Exit code 1 if there is anything.",
    synopsisHeading = "%nUsage: ")
final class LedgerVerifyCommand implements ProjectTask {
  @Option(
      names = "--checkpoints",
      paramLabel = "FILE",
      description = "Compare also with the checkpoints in this file. Can be repeated.")
  List<Path> files = List.of();

  @Override
  public Report run(Wiring wiring, Project project) {
    Progress progress = wiring.progress();
    try (Control control = Recording.control(wiring)) {
      List<Path> more = files.stream().map(file -> wiring.folder().resolve(file)).toList();
      Audit audit =
          new Audit(
              Recording.checkpoints(wiring, project),
              more,
              records -> progress.now("verifying: %,d records".formatted(records)));
      Audit.Result result = audit.run(control);
      progress.end();
      return report(control, result);
    }
  }

  private static Report report(Control control, Audit.Result result) {
    boolean good = result.found() == 0;
    return Report.of("ledger verify")
        .data("control", control.describe())
        .data("ledger", result.origin())
        .data("records", result.records())
        .data("root", result.root())
        .data("checkpoints", result.checkpoints())
        .data("faults", result.found())
        .exit(good ? Exit.FINE : Exit.REFUSED)
        .block(
            new Block.Facts(
                List.of(
                    new Block.Fact("ledger", result.origin().isEmpty() ? "none" : result.origin()),
                    new Block.Fact("in", control.describe()),
                    new Block.Fact("root", result.root()),
                    new Block.Fact("checkpoints", "" + result.checkpoints()))))
        .findings(result.faults())
        .summary(
            good
                ? Counts.of(result.records(), "record") + ", all as written"
                : "not as written: " + Counts.of(result.found(), "fault"));
  }
}
