package dev.towpath.cli;

import dev.towpath.catalog.AnyMajor;
import dev.towpath.catalog.Catalog;
import dev.towpath.catalog.CatalogData;
import dev.towpath.catalog.CatalogText;
import dev.towpath.catalog.Facet;
import dev.towpath.catalog.source.Source;
import dev.towpath.catalog.source.Sourced;
import dev.towpath.config.Project;
import dev.towpath.problem.Exit;
import dev.towpath.report.Block;
import dev.towpath.report.Report;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `towpath catalog snapshot`: the schema as text that is kept in the repository.
@Command(
    name = "snapshot",
    headerHeading =
        "Examples:%n"
            + "  towpath catalog snapshot -e production --to production.catalog%n"
            + "  towpath catalog snapshot -e production --to production.catalog --check%n%n",
    header = "Writes down the schema of a database, sorted and the same each time.",
    description =
        "Reads the system catalogs alone, with no lock beyond ACCESS SHARE. Objects of extensions"
            + " and of the platform are left out.",
    synopsisHeading = "%nUsage: ")
final class CatalogSnapshotCommand implements ProjectTask {
  @Mixin SourceOption source;
  @Mixin GeneratedOption generated;

  @Option(
      names = "--without",
      paramLabel = "FACET",
      split = ",",
      converter = FacetOption.class,
      description = "Leave out owners, grants or extension-versions; several with commas.")
  Set<Facet> without = Set.of();

  @Option(names = "--any-major", description = "The form that is the same on PostgreSQL 14 to 18.")
  boolean anyMajor;

  @Override
  public Report run(Wiring wiring, Project project) throws SQLException, IOException {
    generated.refuseCheckOfNothing("towpath catalog snapshot");
    String usual = wiring.target(project, (String) null).name();
    Source chosen = source.source(wiring, project, new Source.Database(usual));
    Sourced read = SourceOption.read(wiring, project, chosen);
    Catalog catalog = read.catalog().without(without);
    return report(wiring, usual, read.title(), anyMajor ? AnyMajor.of(catalog) : catalog);
  }

  private Report report(Wiring wiring, String usual, String title, Catalog catalog) {
    String text = CatalogText.write(catalog);
    Report report =
        Report.of("catalog snapshot").data("from", title).findings(UnseenFindings.of(catalog));
    if (generated.to == null) {
      return report.data("catalog", CatalogData.of(catalog)).block(new Block.Verbatim(text));
    }
    Report done =
        generated.done(
            wiring, report.data("objects", catalog.objects().size()), text, title, command());
    return done.exit() == Exit.REFUSED
        ? done.next("towpath catalog diff " + generated.to + " " + source.word(usual))
        : done;
  }

  /// As it was typed, to be typed again.
  private String command() {
    StringBuilder command = new StringBuilder("towpath catalog snapshot").append(source.words());
    if (!without.isEmpty()) {
      command
          .append(" --without ")
          .append(without.stream().sorted().map(Facet::word).collect(Collectors.joining(",")));
    }
    return command.append(anyMajor ? " --any-major" : "").toString();
  }
}
