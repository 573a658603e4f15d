package dev.towpath.cli;

import dev.towpath.catalog.docs.SchemaDocs;
import dev.towpath.catalog.shape.Shape;
import dev.towpath.catalog.source.Sourced;
import dev.towpath.config.Project;
import dev.towpath.report.Report;
import java.io.IOException;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `towpath catalog docs`: the schema as a page for a person.
@Command(
    name = "docs",
    headerHeading =
        "Examples:%n"
            + "  towpath catalog docs --to docs/schema.md%n"
            + "  towpath catalog docs -e production --to docs/schema.md --check%n%n",
    header = "Writes a reference of the schema in Markdown, with entity diagrams.",
    description =
        "By default the project's migrations are run on a scratch server, so that no database is"
            + " needed.",
    synopsisHeading = "%nUsage: ")
final class CatalogDocsCommand implements ProjectTask {
  @Mixin SourceOption source;
  @Mixin GeneratedOption generated;

  @Override
  public Report run(Wiring wiring, Project project) throws SQLException, IOException {
    generated.refuseCheckOfNothing("towpath catalog docs");
    Sourced read = SourceOption.read(wiring, project, source.sourceOrMigrations(wiring, project));
    Report report =
        Report.of("catalog docs")
            .data("from", read.title())
            .findings(UnseenFindings.of(read.catalog()));
    return generated.done(
        wiring,
        report,
        SchemaDocs.write(Shape.of(read.catalog())),
        read.title(),
        "towpath catalog docs" + source.words());
  }
}
