package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.control.Control;
import dev.towpath.control.ControlFile;
import dev.towpath.control.ControlManifest;
import dev.towpath.ledger.Audit;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.report.Report;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `towpath control import`: an exported control database in a new place, once its ledger is
/// proven.
@Command(
    name = "import",
    headerHeading =
        "Examples:%n"
            + "  towpath control import control.zip%n"
            + "  towpath control import /mnt/kept/control.zip%n%n",
    header = "Reads an exported control database into an empty one, if its ledger is as written.",
    synopsisHeading = "%nUsage: ")
final class ControlImportCommand implements ProjectTask {
  @Parameters(paramLabel = "FILE", description = "A file that 'control export' wrote.")
  Path file = Path.of("");

  @Override
  public Report run(Wiring wiring, Project project) {
    Path path = wiring.folder().resolve(file);
    try (Control control = Recording.control(wiring)) {
      Audit audit = new Audit(Recording.checkpoints(wiring, project), List.of(), _ -> {});
      ControlManifest manifest =
          control.transaction(connection -> load(connection, path, audit, control));
      return ControlExportCommand.report("control import", manifest, control, path)
          .summary(
              Counts.of(manifest.rows(), "row")
                  + " imported into "
                  + control.describe()
                  + ", the ledger as written");
    }
  }

  private static ControlManifest load(
      Connection connection, Path path, Audit audit, Control control) throws SQLException {
    ControlManifest manifest = new ControlFile(path).read(connection);
    Audit.Result result = audit.run(control, connection);
    if (result.found() > 0) {
      throw Problem.of(
              "control-import-unproven", Exit.REFUSED, "The ledger in " + path + " is not proven.")
          .because(result.faults().getFirst().message())
          .leaving("Nothing was imported.")
          .next("Look at the database it was exported from: towpath ledger verify")
          .exception();
    }
    return manifest;
  }
}
