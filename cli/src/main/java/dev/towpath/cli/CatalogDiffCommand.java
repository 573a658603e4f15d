package dev.towpath.cli;

import dev.towpath.catalog.Facet;
import dev.towpath.catalog.diff.CatalogDiff;
import dev.towpath.catalog.diff.DiffReport;
import dev.towpath.catalog.expected.Expectation;
import dev.towpath.catalog.expected.ExpectedFile;
import dev.towpath.catalog.expected.ExpectedReading;
import dev.towpath.catalog.source.Source;
import dev.towpath.catalog.source.Sourced;
import dev.towpath.config.Project;
import dev.towpath.problem.Exit;
import dev.towpath.report.Finding;
import dev.towpath.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `towpath catalog diff`: what differs between two schemas, and whether that is expected.
@Command(
    name = "diff",
    headerHeading =
        "Examples:%n"
            + "  towpath catalog diff staging production%n"
            + "  towpath catalog diff main:production.catalog production --without owners%n%n",
    header = "Says what differs between two schemas, and whether that is expected.",
    description =
        "Exits 1 on a difference that nobody expects. Each of the two is an environment, embedded,"
            + " a postgresql:// URL, a snapshot file, a folder of migrations, or REVISION:PATH of"
            + " a file or folder in git.",
    synopsisHeading = "%nUsage: ")
final class CatalogDiffCommand implements ProjectTask {
  @Parameters(index = "0", paramLabel = "A", description = "The schema before.")
  String before = "";

  @Parameters(index = "1", paramLabel = "B", description = "The schema after.")
  String after = "";

  @Option(
      names = "--expected",
      paramLabel = "FILE",
      description =
          "The differences that are meant to be, with reasons; by default catalog-expected.yaml, if"
              + " the project has one.")
  @Nullable String expected;

  @Option(names = "--all", description = "Expect nothing: show every difference.")
  boolean all;

  @Option(
      names = "--without",
      paramLabel = "FACET",
      split = ",",
      converter = FacetOption.class,
      description = "Leave out owners, grants or extension-versions; several with commas.")
  Set<Facet> without = Set.of();

  @Override
  public Report run(Wiring wiring, Project project) throws SQLException, IOException {
    if (all && expected != null) {
      throw Misuse.onlyOneOf("--all", "--expected");
    }
    return switch (expectations(wiring, project)) {
      case ExpectedReading.Faulty(List<Finding> findings) ->
          Report.of("catalog diff").exit(Exit.USAGE).findings(findings);
      case ExpectedReading.Good(List<Expectation> entries) -> diff(wiring, project, entries);
    };
  }

  private ExpectedReading expectations(Wiring wiring, Project project) {
    Path file = project.root().resolve(ExpectedFile.NAME);
    if (expected != null) {
      return ExpectedFile.read(wiring.folder().resolve(expected), expected);
    }
    return all || !Files.exists(file)
        ? new ExpectedReading.Good(List.of())
        : ExpectedFile.read(file, ExpectedFile.NAME);
  }

  private Report diff(Wiring wiring, Project project, List<Expectation> entries)
      throws SQLException, IOException {
    // Both words are understood before anything is read, which may take its time.
    Source from = SourceOption.named(wiring, project, before);
    Source to = SourceOption.named(wiring, project, after);
    Sourced first = read(wiring, project, from, before);
    Sourced second = read(wiring, project, to, after);
    LocalDate today = LocalDate.ofInstant(wiring.clock().instant(), ZoneOffset.UTC);
    return DiffReport.of(CatalogDiff.of(first, second, without, entries, today));
  }

  /// A file or folder is called as the person called it; a URL may hold a secret.
  private static Sourced read(Wiring wiring, Project project, Source source, String word)
      throws SQLException, IOException {
    Sourced read = SourceOption.read(wiring, project, source);
    return source instanceof Source.Database ? read : new Sourced(word, read.catalog());
  }
}
