package dev.towpath.migration.layout;

import dev.towpath.migration.Migration;
import dev.towpath.migration.history.History;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How a tool lays migrations out on disk. Stateless and thread-safe.
public interface Layout {
  /// The word in `towpath.yaml`: `supabase`, `prisma`, `flyway`, `dbmate`, `plain`.
  String name();

  /// Where projects with this layout keep their migrations, relative to the project, the usual
  /// folder first.
  List<String> folders();

  /// Whether the files of a folder look like this layout.
  boolean fits(Path folder);

  /// The folder of migrations, relative to the project, if the project looks like this layout.
  default Optional<Path> detect(Path project) {
    return folders().stream()
        .map(Path::of)
        .filter(folder -> Files.isDirectory(project.resolve(folder)))
        .filter(folder -> fits(project.resolve(folder)))
        .findFirst();
  }

  /// Reads every file below a folder; a bad file becomes a finding and loses no other.
  LayoutFiles read(Path project, Path folder);

  /// The version of a migration by its file's path below the folder; empty if the path is no
  /// versioned migration's.
  Optional<String> version(String path);

  /// A version such that two are equal if the tool takes them for the same.
  default String identity(String version) {
    return version;
  }

  /// The order in which the tool runs versions.
  Comparator<String> order();

  /// Whether the tool gives a new migration its moment in 14 digits as version.
  default boolean timestamps() {
    return true;
  }

  /// The tool's history of what was applied.
  History history();

  /// The path, below the folder, of a new migration with a version made from this moment.
  default Path newFile(Path folder, Instant moment, String name) {
    return folder.resolve(Versions.stamp(moment) + "_" + name + ".sql");
  }

  /// Where a person would write the down script of a migration that has none.
  default String downScript(Migration migration) {
    return migration.up().file().replaceFirst("(?:\\.up)?\\.sql$", ".down.sql");
  }

  /// The text of a migration's file. A layout whose down scripts lie elsewhere leaves that out.
  default String text(String up, String down) {
    return up;
  }

  /// What a new migration file holds at first.
  default String template(String name) {
    return "";
  }
}
