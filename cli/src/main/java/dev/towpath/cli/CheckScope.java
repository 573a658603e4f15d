package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.lint.schema.Schema;
import dev.towpath.migration.Migration;
import dev.towpath.migration.layout.LayoutFiles;
import dev.towpath.migration.layout.Layouts;
import dev.towpath.migration.layout.LooseFiles;
import dev.towpath.migration.naming.BaseFiles;
import dev.towpath.migration.naming.NamingCheck;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import dev.towpath.report.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What a check looks at, and what it knows before.
///
/// @param layout its word; empty for files named one by one
/// @param files those that are read, in the order they run
/// @param wanted those that the rules are asked about
/// @param each whether each of these is a release of its own
/// @param findings about names, and files that can't be read
/// @param catalog where the schema comes from; empty for the scripts themselves
record CheckScope(
    String layout,
    LayoutFiles files,
    Predicate<Migration> wanted,
    boolean each,
    List<Finding> findings,
    Schema schema,
    String catalog,
    int major,
    String platform) {

  static CheckScope of(Wiring wiring, Project project, CheckCommand asked) {
    Optional<Layouts.Found> found = layout(wiring, project, asked.files);
    return found.isPresent()
        ? ofProject(wiring, project, asked, found.get())
        : ofFiles(wiring, project, asked);
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

  private static CheckScope ofFiles(Wiring wiring, Project project, CheckCommand asked) {
    LayoutFiles files = LooseFiles.read(wiring.folder(), asked.files);
    Optional<BaseFiles> base =
        Optional.ofNullable(asked.base).map(ref -> BaseFiles.read(wiring.folder(), ref));
    return new CheckScope(
        "",
        files,
        migration -> base.map(b -> b.isNew(migration.up().file())).orElse(true),
        base.isEmpty(),
        files.findings(),
        new Schema(),
        "",
        major(project, asked),
        project.platform().orElse("none"));
  }

  private static CheckScope ofProject(
      Wiring wiring, Project project, CheckCommand asked, Layouts.Found found) {
    LayoutFiles files = wiring.files(project, found);
    Path folder = project.root().resolve(found.folder());
    Optional<BaseFiles> base = base(wiring, asked, folder);
    List<Finding> names =
        NamingCheck.check(
            found.layout(),
            files,
            project.root(),
            found.folder(),
            base.map(BaseFiles::ref),
            wiring.clock().instant());
    String prefix = found.folder().normalize().toString().replace('\\', '/') + "/";
    Predicate<Migration> isNew =
        migration ->
            base.map(b -> b.isNew(migration.up().file().replaceFirst("^\\Q" + prefix + "\\E", "")))
                .orElse(true);
    return new CheckScope(
        found.layout().name(),
        files,
        isNew.and(named(wiring, project, asked.files)),
        base.isEmpty(),
        names,
        new Schema(),
        "",
        major(project, asked),
        Wiring.platformWord(project, found.layout()));
  }

  /// In CI a branch is compared with where it will go, unless a target or files are named.
  private static Optional<BaseFiles> base(Wiring wiring, CheckCommand asked, Path folder) {
    if (asked.base != null) {
      return Optional.of(BaseFiles.read(folder, asked.base));
    }
    boolean usual =
        wiring.screen().variables().getOrDefault("CI", "").equals("true")
            && asked.environment == null
            && asked.files.isEmpty();
    return usual ? BaseFiles.usual(folder) : Optional.empty();
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
    int major = Optional.ofNullable(asked.postgres).orElse(project.postgres());
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
