package dev.towpath.cli;

import dev.towpath.config.ConfigFile;
import dev.towpath.config.ConfigReading;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Location;
import dev.towpath.problem.Problem;
import dev.towpath.report.Block;
import dev.towpath.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import picocli.CommandLine.Command;

/// `towpath init`: a commented `towpath.yaml` from what the project holds.
@Command(
    name = "init",
    headerHeading = "Examples:%n  towpath init%n  towpath -C ../customer-portal init%n%n",
    header = "Writes a commented towpath.yaml from what it finds.",
    synopsisHeading = "%nUsage: ")
final class InitCommand implements Task {
  @Override
  public Report run(Wiring wiring) throws IOException {
    Path root = wiring.folder();
    Path file = root.resolve(ConfigFile.NAME);
    if (Files.exists(file)) {
      throw exists().exception();
    }
    Layouts.Found found = Layouts.detect(root);
    String text = text(String.valueOf(root.getFileName()), found);
    Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    if (!(wiring.config() instanceof ConfigReading.Good)) {
      throw new IllegalStateException("init wrote a file that can't be read: " + text);
    }
    return Report.of("init")
        .data("file", ConfigFile.NAME)
        .data("layout", found.layout().name())
        .data("migrations", found.folder().toString())
        .block(new Block.Code("yaml", text))
        .summary("wrote " + ConfigFile.NAME + "; keep .towpath/ out of the repository (.gitignore)")
        .next("towpath doctor");
  }

  private static Problem exists() {
    return Problem.of("config-exists", Exit.USAGE, "This project has a towpath.yaml.")
        .at(Location.file(ConfigFile.NAME))
        .leaving("The file is as it was.")
        .next("Edit it, or remove it and run towpath init again.");
  }

  private static String text(String name, Layouts.Found found) {
    String platform = found.layout().name().equals("supabase") ? "supabase" : "none";
    return """
    # What each setting means: docs/reference/configuration.md of Towpath.
    project: "%s"
    migrations: %s
    layout: %s
    # The roles, schemas and functions that a scratch server gets: none or supabase.
    platform: %s
    # The PostgreSQL major of embedded and scratch servers: that of production.
    postgres: 18

    # Databases, for -e NAME; 'embedded' is always there. ${NAME} is an environment variable.
    # environments:
    #   staging:
    #     database: ${STAGING_DATABASE_URL}
    #   production:
    #     database: ${DATABASE_URL}
    #     direct: ${DIRECT_URL}          # past a pooler that shares sessions
    #     lock-timeout: 4s
    """
        .formatted(
            name.replace("\\", "\\\\").replace("\"", "\\\""),
            found.folder().toString().replace('\\', '/'),
            found.layout().name(),
            platform);
  }
}
