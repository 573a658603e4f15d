package dev.towpath.cli;

import dev.towpath.backup.Backup;
import dev.towpath.backup.Backups;
import dev.towpath.backup.Hold;
import dev.towpath.backup.Holds;
import dev.towpath.backup.store.Storage;
import dev.towpath.config.Project;
import dev.towpath.report.Report;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `towpath backup hold`: a backup that must stay, whatever the keep rules say.
@Command(
    name = "hold",
    headerHeading =
        "Examples:%n"
            + "  towpath backup hold 20261121T184200Z-production-4f2a --reason 'until 2033'%n"
            + "  towpath backup release 20261121T184200Z-production-4f2a%n%n",
    header = "Holds a backup: it is never pruned until the hold is ended.",
    synopsisHeading = "%nUsage: ")
final class BackupHoldCommand implements ProjectTask {
  @Parameters(paramLabel = "BACKUP", description = "As 'backup list' names it.")
  String backup = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why it must stay, for those who ask later.")
  String reason = "";

  @Mixin StorageOption place;

  @Override
  public Report run(Wiring wiring, Project project) throws IOException {
    if (reason.isBlank()) {
      throw Misuse.usage("A hold needs a reason.").next("Say it: --reason TEXT").exception();
    }
    try (Storage storage = place.open(wiring, project)) {
      Backup held = new Backups(storage).get(backup);
      Hold hold = new Holds(storage, wiring.clock(), Who.user()).hold(held, reason);
      return Report.of("backup hold")
          .data("backup", held.id().text())
          .data("reason", hold.reason())
          .data("by", hold.by())
          .data("at", hold.at().toString())
          .summary(held.id() + " is held: " + hold.reason());
    }
  }
}
