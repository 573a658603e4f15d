package dev.towpath.migration.layout;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The layouts that Towpath knows, and which one a project has.
public final class Layouts {
  /// A tool's own marks come first: plain files would fit almost any folder.
  private static final List<Layout> ALL =
      List.of(
          new SupabaseLayout(),
          new PrismaLayout(),
          new FlywayLayout(),
          new DbmateLayout(),
          new PlainLayout());

  private static final int MOST_LIKELY = 5;

  private Layouts() {}

  /// A layout, and the folder that holds the migrations, relative to the project.
  public record Found(Layout layout, Path folder) {}

  public static List<Layout> all() {
    return ALL;
  }

  /// The layout with this name; fails with `layout-unknown`.
  public static Layout named(String name) {
    return ALL.stream()
        .filter(layout -> layout.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.of("layout-unknown", Exit.USAGE, "There is no layout " + name + ".")
                    .next("Use one of: " + names() + ".")
                    .exception());
  }

  /// The layout of the files in a folder; plain if nothing says otherwise.
  public static Layout in(Path project, Path folder) {
    return ALL.stream()
        .filter(layout -> layout.fits(project.resolve(folder)))
        .findFirst()
        .orElseGet(() -> named("plain"));
  }

  /// What a project has; fails with `layout-not-found` or `layout-ambiguous`.
  public static Found detect(Path project) {
    List<Found> found = new ArrayList<>();
    for (Layout layout : ALL) {
      layout
          .detect(project)
          .filter(folder -> found.stream().noneMatch(other -> other.folder().equals(folder)))
          .ifPresent(folder -> found.add(new Found(layout, folder)));
    }
    if (found.isEmpty()) {
      return fresh(project).orElseThrow(() -> notFound(project).exception());
    }
    if (found.size() > 1) {
      throw ambiguous(found).exception();
    }
    return found.getFirst();
  }

  /// A project that is about to begin: the first folder of a layout, with nothing in it yet.
  private static Optional<Found> fresh(Path project) {
    return ALL.stream()
        .map(layout -> new Found(layout, Path.of(layout.folders().getFirst())))
        .filter(found -> isEmpty(project.resolve(found.folder())))
        .findFirst();
  }

  private static boolean isEmpty(Path folder) {
    String[] names = folder.toFile().list();
    return names != null && Stream.of(names).allMatch(name -> name.startsWith("."));
  }

  private static Problem notFound(Path project) {
    List<String> likely =
        LikelyFolders.in(project).stream().limit(MOST_LIKELY).map(Path::toString).toList();
    if (!likely.isEmpty()) {
      return Problem.of(
              "layout-not-found", Exit.USAGE, "No usual folder of migrations is in this project.")
          .because("Others look like one: " + String.join(", ", likely) + ".")
          .leaving("Nothing was read or changed.")
          .next("Say which one is meant, in towpath.yaml: migrations: " + likely.getFirst());
    }
    String folders =
        ALL.stream().map(layout -> layout.folders().getFirst()).collect(Collectors.joining(", "));
    return Problem.of("layout-not-found", Exit.USAGE, "No migrations were found in this project.")
        .because("Looked for the usual folders, such as " + folders + ".")
        .leaving("Nothing was read or changed.")
        .next(
            "Begin with mkdir migrations, name the folder in towpath.yaml (migrations: FOLDER), or"
                + " work in another: -C DIR");
  }

  private static Problem ambiguous(List<Found> found) {
    String folders =
        found.stream()
            .map(one -> one.folder() + " (" + one.layout().name() + ")")
            .collect(Collectors.joining(", "));
    return Problem.of(
            "layout-ambiguous", Exit.USAGE, "This project has migrations in more than one folder.")
        .because("Found " + folders + ".")
        .leaving("Nothing was read or changed.")
        .next("Say which one is meant, in towpath.yaml (migrations: FOLDER).");
  }

  private static String names() {
    return ALL.stream().map(Layout::name).collect(Collectors.joining(", "));
  }
}
