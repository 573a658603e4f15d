package dev.towpath.cli;

import dev.towpath.backup.restore.WalTail;
import dev.towpath.config.Project;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.postgres.Target;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.report.Report;
import java.nio.file.Path;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `towpath backup point`: a name for this moment, to go back to.
@Command(
    name = "point",
    headerHeading =
        "Examples:%n"
            + "  towpath backup point before-orders -e production%n"
            + "  towpath backup restore latest --to-name before-orders --into /srv/restored%n%n",
    header = "Gives this moment a name in the write-ahead log, to go back to.",
    description =
        "Needs a physical backup from before it, and an archive of the write-ahead log since. Waits"
            + " until the point is archived.",
    synopsisHeading = "%nUsage: ")
final class BackupPointCommand implements ProjectTask {
  @Parameters(
      paramLabel = "NAME",
      converter = BackupCreateCommand.ReleaseId.class,
      description = "Letters, digits, '.', '_' and '-'; at most 63 of them.")
  String name;

  @Mixin TargetOption target;

  @Override
  public Report run(Wiring wiring, Project project) throws SQLException, InterruptedException {
    try (OpenTarget open = wiring.open(wiring.target(project, target.environment))) {
      Path archive =
          open.wal()
              .or(() -> project.backups().wal().map(project.root()::resolve))
              .orElseThrow(() -> notKept(open).exception());
      String place = WalTail.point(open, archive, name);
      return Report.of("backup point")
          .data("name", name)
          .data("lsn", place)
          .summary("the restore point " + name + " is at " + place)
          .next("towpath backup restore latest --to-name " + name);
    }
  }

  private static Problem notKept(OpenTarget open) {
    return Problem.of(
            "wal-not-kept", Exit.USAGE, "Nobody keeps the write-ahead log of this server.")
        .because("A point in it leads nowhere without the log.")
        .leaving("Nothing was changed.")
        .next(
            open.target().place() instanceof Target.Embedded
                ? "Make a backup first, which begins to keep it: towpath backup create"
                : "Let the server archive it, and name the folder in towpath.yaml: wal: FOLDER");
  }
}
