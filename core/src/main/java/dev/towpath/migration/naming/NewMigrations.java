package dev.towpath.migration.naming;

import dev.towpath.migration.Migration;
import dev.towpath.migration.layout.LayoutFiles;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The migrations that this work adds to a branch.
public final class NewMigrations {
  private NewMigrations() {}

  /// Those that aren't on the branch, in the order of the files, and the repeatable ones that are
  /// there with other content.
  ///
  /// @param folder of migrations, relative to the project
  /// @param ref a branch or commit, such as `origin/main`
  public static List<Migration> since(LayoutFiles files, Path project, Path folder, String ref) {
    BaseBranch branch = BaseBranch.read(project.resolve(folder), ref);
    String prefix = folder.normalize().toString().replace('\\', '/') + "/";
    Set<String> there = new HashSet<>();
    branch.files().forEach(file -> there.add(prefix + file));
    Set<String> changed =
        branch.changes().stream().map(each -> prefix + each.now()).collect(Collectors.toSet());
    return files.migrations().stream().filter(each -> isNew(each, there, changed)).toList();
  }

  private static boolean isNew(Migration migration, Set<String> there, Set<String> changed) {
    String file = migration.up().file();
    return !there.contains(file)
        || (migration.kind() == Migration.Kind.REPEATABLE && changed.contains(file));
  }
}
