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
import picocli.CommandLine.Parameters;

/// `towpath backup release`: the keep rules decide again whether a backup stays.
@Command(
    name = "release",
    headerHeading =
        "Examples:%n"
            + "  towpath backup release 20261121T184200Z-production-4f2a%n"
            + "  towpath backup list%n%n",
    header = "Ends the hold of a backup: the keep rules decide again.",
    synopsisHeading = "%nUsage: ")
final class BackupReleaseCommand implements ProjectTask {
  @Parameters(paramLabel = "BACKUP", description = "As 'backup list' names it.")
  String backup = "";

  @Mixin StorageOption place;

  @Override
  public Report run(Wiring wiring, Project project) throws IOException {
    try (Storage storage = place.open(wiring, project)) {
      Backup held = new Backups(storage).get(backup);
      Hold hold = new Holds(storage, wiring.clock(), Who.user()).end(held);
      return Report.of("backup release")
          .data("backup", held.id().text())
          .data("reason", hold.reason())
          .data("heldBy", hold.by())
          .data("heldAt", hold.at().toString())
          .summary(held.id() + " is no longer held; it was for: " + hold.reason());
    }
  }
}
