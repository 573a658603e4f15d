package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.control.Control;
import dev.towpath.control.ControlFile;
import dev.towpath.control.ControlManifest;
import dev.towpath.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `towpath control export`: all that the control database holds, as one file.
@Command(
    name = "export",
    headerHeading =
        "Examples:%n"
            + "  towpath control export control.zip%n"
            + "  towpath control export /mnt/kept/control.zip%n%n",
    header = "Writes all that the control database holds to a file.",
    synopsisHeading = "%nUsage: ")
final class ControlExportCommand implements ProjectTask {
  @Parameters(paramLabel = "FILE", description = "The file to write; only you can read it.")
  Path file = Path.of("");

  @Override
  public Report run(Wiring wiring, Project project) throws IOException, SQLException {
    Path path = wiring.folder().resolve(file);
    try (Control control = Recording.control(wiring);
        Connection connection = control.connection()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
      ControlManifest manifest = new ControlFile(path).write(connection);
      return report("control export", manifest, control, path)
          .summary(Counts.of(manifest.rows(), "row") + " exported to " + path);
    }
  }

  static Report report(String kind, ControlManifest manifest, Control control, Path path) {
    return Report.of(kind)
        .data("control", control.describe())
        .data("file", path.toString())
        .data("version", manifest.version())
        .data("rows", manifest.rows());
  }
}
