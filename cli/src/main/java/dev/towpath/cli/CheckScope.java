package dev.towpath.cli;

import dev.towpath.catalog.Catalog;
import dev.towpath.catalog.CatalogText;
import dev.towpath.config.Project;
import dev.towpath.lint.TargetFacts;
import dev.towpath.lint.schema.Schema;
import dev.towpath.lint.schema.SchemaFromCatalog;
import dev.towpath.migration.Migration;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.migration.layout.LooseFiles;
import dev.towpath.migration.naming.BaseFiles;
import dev.towpath.migration.naming.NamingCheck;
import dev.towpath.migration.verify.ReplayedCatalog;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import dev.towpath.report.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What a check looks at, and what it knows before.
///
/// @param layout its word; empty for files named one by one
/// @param root what the files' paths count from
/// @param files those that are read, in the order they run
/// @param wanted those that the rules are asked about
/// @param unapplied those that ran nowhere; empty where that isn't known
/// @param each whether each of these is a release of its own
/// @param findings about names, and files that can't be read
record CheckScope(
    String layout,
    Path root,
    LayoutFiles files,
    Predicate<Migration> wanted,
    Optional<Predicate<Migration>> unapplied,
    boolean each,
    List<Finding> findings,
    Known known,
    String platform) {

  /// The schema before the first script that is read.
  ///
  /// @param catalog where it comes from; empty for the scripts themselves
  record Known(Schema schema, String catalog, int major) {}

  Schema schema() {
    return known.schema();
  }

  String catalog() {
    return known.catalog();
  }

  int major() {
    return known.major();
  }

  boolean knowsNew() {
    return unapplied.isPresent();
  }

  Predicate<Migration> mendable() {
    return unapplied.orElse(migration -> false).and(wanted);
  }

  /// Whether all files that there are were checked.
  boolean isWhole() {
    return each;
  }

  static CheckScope of(Wiring wiring, Project project, CheckCommand asked)
      throws SQLException, IOException {
    Optional<Layouts.Found> found = layout(wiring, project, asked.files);
    if (found.isEmpty()) {
      return ofFiles(wiring, project, asked);
    }
    return asked.options.environment == null
        ? ofProject(wiring, project, asked, found.get())
        : ofTarget(wiring, project, asked, found.get());
  }

  /// The project's layout, unless files outside it are named.
  private static Optional<Layouts.Found> layout(Wiring wiring, Project project, List<Path> named) {
    if (named.isEmpty()) {
      return Optional.of(wiring.layout(project));
    }
    try {
      Layouts.Found found = wiring.layout(project);
      Path folder = project.root().resolve(found.folder()).normalize();
      boolean inside =
          named.stream()
              .allMatch(path -> wiring.folder().resolve(path).normalize().startsWith(folder));
      return inside ? Optional.of(found) : Optional.empty();
    } catch (ProblemException e) {
      return Optional.empty(); // the files alone count
    }
  }

  private static CheckScope ofFiles(Wiring wiring, Project project, CheckCommand asked)
      throws IOException {
    LayoutFiles files = LooseFiles.read(wiring.folder(), asked.files);
    Optional<BaseFiles> base =
        Optional.ofNullable(asked.options.base).map(ref -> BaseFiles.read(wiring.folder(), ref));
    return new CheckScope(
        "",
        wiring.folder(),
        files,
        migration -> base.map(b -> b.isNew(migration.up().file())).orElse(true),
        Optional.of(migration -> base.map(b -> b.isUnknown(migration.up().file())).orElse(true)),
        base.isEmpty(),
        files.findings(),
        known(wiring, project, asked),
        project.platform().orElse("none"));
  }

  private static CheckScope ofProject(
      Wiring wiring, Project project, CheckCommand asked, Layouts.Found found) throws IOException {
    LayoutFiles files = wiring.files(project, found);
    Path folder = project.root().resolve(found.folder());
    Optional<BaseFiles> base = base(wiring, asked, folder);
    Predicate<Migration> named = named(wiring, project, asked.files);
    String prefix = found.folder().normalize().toString().replace('\\', '/') + "/";
    Predicate<Migration> isNew =
        migration -> base.map(b -> b.isNew(below(migration, prefix))).orElse(true);
    Predicate<Migration> unknown =
        migration -> base.map(b -> b.isUnknown(below(migration, prefix))).orElse(true);
    boolean knowsNew = base.isPresent() || !asked.files.isEmpty();
    Predicate<Migration> wanted = isNew.and(named);
    Known known =
        asked.options.replay && asked.options.catalog == null && knowsNew
            ? replayed(wiring, project, asked, found, only(files, wanted.negate()))
            : known(wiring, project, asked);
    boolean snapshot = !known.catalog().isEmpty();
    return new CheckScope(
        found.layout().name(),
        project.root(),
        // What a snapshot knows already is not read a second time.
        snapshot && knowsNew ? only(files, wanted) : files,
        wanted,
        knowsNew ? Optional.of(unknown) : Optional.empty(),
        base.isEmpty(),
        names(wiring, project, found, files, base.map(BaseFiles::ref)),
        known,
        Wiring.platformWord(project, found.layout()));
  }

  private static LayoutFiles only(LayoutFiles files, Predicate<Migration> wanted) {
    return new LayoutFiles(files.migrations().stream().filter(wanted).toList(), files.findings());
  }

  private static String below(Migration migration, String prefix) {
    String file = migration.up().file();
    return file.startsWith(prefix) ? file.substring(prefix.length()) : file;
  }

  private static List<Finding> names(
      Wiring wiring,
      Project project,
      Layouts.Found found,
      LayoutFiles files,
      Optional<String> base) {
    return NamingCheck.check(
        found.layout(), files, project.root(), found.folder(), base, wiring.clock().instant());
  }

  /// What is pending on a target, with its catalog.
  private static CheckScope ofTarget(
      Wiring wiring, Project project, CheckCommand asked, Layouts.Found found)
      throws SQLException, IOException {
    LayoutFiles files = wiring.files(project, found);
    try (OpenTarget open =
        wiring.open(wiring.target(project, found.layout(), asked.options.environment))) {
      TargetFacts facts = TargetFacts.read(open, found.layout(), files);
      if (asked.options.writeCatalog != null) {
        Path file = wiring.folder().resolve(asked.options.writeCatalog);
        Files.writeString(file, CatalogText.write(facts.catalog()));
        wiring.say("catalog: " + file);
      }
      Set<Migration> pending = Set.copyOf(facts.pending());
      List<Finding> findings =
          new ArrayList<>(
              names(wiring, project, found, files, Optional.ofNullable(asked.options.base)));
      findings.addAll(facts.status().findings());
      Predicate<Migration> wanted = named(wiring, project, asked.files).and(pending::contains);
      return new CheckScope(
          found.layout().name(),
          project.root(),
          only(files, wanted),
          wanted,
          Optional.of(wanted),
          false,
          findings,
          new Known(
              SchemaFromCatalog.of(facts.catalog(), facts.rows()),
              "target " + open.target().name(),
              facts.catalog().major()),
          Wiring.platformWord(project, found.layout()));
    }
  }

  private static Known known(Wiring wiring, Project project, CheckCommand asked)
      throws IOException {
    if (asked.options.catalog == null) {
      return new Known(new Schema(), "", major(project, asked));
    }
    Path file = wiring.folder().resolve(asked.options.catalog);
    if (!Files.isReadable(file)) {
      throw Problem.of("catalog-missing", Exit.USAGE, "There is no file " + file + " to read.")
          .because("--catalog names a snapshot of a database's schema.")
          .leaving("Nothing was read or changed.")
          .next("Write one: towpath check -e ENV --write-catalog FILE")
          .exception();
    }
    Catalog catalog = CatalogText.read(Files.readString(file));
    int major = asked.options.postgres == null ? catalog.major() : major(project, asked);
    return new Known(SchemaFromCatalog.of(catalog, Map.of()), "catalog snapshot", major);
  }

  /// The schema that the migrations before make on a real server.
  private static Known replayed(
      Wiring wiring, Project project, CheckCommand asked, Layouts.Found found, LayoutFiles before)
      throws IOException {
    int major = major(project, asked);
    ReplayedCatalog replayed = wiring.replayed(project, found.layout(), major);
    try (RunProgress progress = wiring.runProgress("replayed", Interruption.ofReading())) {
      Catalog catalog = replayed.of(before.migrations(), progress);
      return new Known(SchemaFromCatalog.of(catalog, Map.of()), "replayed", major);
    }
  }

  /// In CI a branch is compared with where it will go, unless a target or files are named.
  private static Optional<BaseFiles> base(Wiring wiring, CheckCommand asked, Path folder) {
    if (asked.options.base != null) {
      return Optional.of(BaseFiles.read(folder, asked.options.base));
    }
    boolean usual =
        wiring.screen().variables().getOrDefault("CI", "").equals("true") && asked.files.isEmpty();
    boolean forFix = asked.options.fix && asked.files.isEmpty();
    return usual || forFix ? BaseFiles.usual(folder) : Optional.empty();
  }

  /// The migrations among the files and folders that are named; all if none is.
  private static Predicate<Migration> named(Wiring wiring, Project project, List<Path> named) {
    if (named.isEmpty()) {
      return migration -> true;
    }
    Set<Path> paths =
        named.stream()
            .map(path -> wiring.folder().resolve(path).normalize())
            .collect(Collectors.toSet());
    return migration -> {
      Path file = project.root().resolve(migration.up().file()).normalize();
      return paths.stream().anyMatch(file::startsWith);
    };
  }

  private static final int OLDEST = 14;
  private static final int NEWEST = 18;

  private static int major(Project project, CheckCommand asked) {
    int major = Optional.ofNullable(asked.options.postgres).orElse(project.postgres());
    if (major < OLDEST || major > NEWEST) {
      throw Problem.of("usage", Exit.USAGE, "--postgres can't be " + major + ".")
          .because("It is a major from " + OLDEST + " to " + NEWEST + ".")
          .leaving("Nothing was read or changed.")
          .next("towpath check --postgres " + NEWEST)
          .exception();
    }
    return major;
  }
}
