package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.migration.naming.NewMigration;
import dev.towpath.report.Report;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `towpath new NAME`: an empty migration with a version later than all others.
@Command(
    name = "new",
    headerHeading =
        "Examples:%n"
            + "  towpath new add_city_to_customers%n"
            + "  towpath new add_city_to_customers --base origin/main%n%n",
    header = "Writes an empty migration with a version later than all others.",
    synopsisHeading = "%nUsage: ")
final class NewCommand implements ProjectTask {
  @Parameters(paramLabel = "NAME", description = "What the migration does, in a few words.")
  String name = "";

  @Option(
      names = "--base",
      paramLabel = "REF",
      description = "The branch to be later than; by default the usual ones are looked for.")
  @Nullable String base;

  @Override
  public Report run(Wiring wiring, Project project) {
    Layouts.Found found = wiring.layout(project);
    Path file =
        NewMigration.write(
            found.layout(),
            project.root(),
            found.folder(),
            name,
            Optional.ofNullable(base),
            Clock.systemUTC());
    return Report.of("new")
        .data("file", file.toString())
        .summary("wrote " + file)
        .next("write its SQL, then: towpath check");
  }
}
