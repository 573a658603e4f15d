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
import dev.towpath.problem.Problem;
import dev.towpath.report.Block;
import dev.towpath.report.Finding;
import dev.towpath.report.GeneratedFile;
import dev.towpath.report.Report;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "The file to write; by default the standard output.")
  @Nullable String to;

  @Option(
      names = "--check",
      description = "Write nothing: exit 1 if the file is not what it would be now.")
  boolean check;

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
    if (check && to == null) {
      throw Problem.of("usage", Exit.USAGE, "--check needs to know which file to check.")
          .leaving("Nothing was read or changed.")
          .next("towpath catalog snapshot --check --to FILE")
          .exception();
    }
    Source usual = new Source.Database(wiring.target(project, (String) null).name());
    Sourced read = SourceOption.read(wiring, project, source.source(wiring, project, usual));
    Catalog catalog = read.catalog().without(without);
    return report(wiring, read.title(), anyMajor ? AnyMajor.of(catalog) : catalog);
  }

  private Report report(Wiring wiring, String title, Catalog catalog) {
    List<Finding> unseen = UnseenFindings.of(catalog);
    Report report = Report.of("catalog snapshot").data("from", title);
    if (to == null) {
      return report
          .data("catalog", CatalogData.of(catalog))
          .block(new Block.Verbatim(CatalogText.write(catalog)))
          .findings(unseen);
    }
    GeneratedFile file = new GeneratedFile(wiring.folder().resolve(to), to);
    String text = CatalogText.write(catalog);
    report = report.data("file", to).data("objects", catalog.objects().size()).findings(unseen);
    if (check) {
      return file.stale(text, "towpath catalog snapshot --to " + to)
          .map(finding -> withFinding(unseen, finding, title))
          .orElse(report.summary(to + " is what " + title + " holds"));
    }
    file.write(text);
    return report.summary(to + " written: " + Counts.of(catalog.objects().size(), "object"));
  }

  private Report withFinding(List<Finding> unseen, Finding stale, String title) {
    return Report.of("catalog snapshot")
        .data("from", title)
        .data("file", to)
        .findings(unseen)
        .findings(List.of(stale))
        .next("towpath catalog diff " + to + " " + title);
  }
}
