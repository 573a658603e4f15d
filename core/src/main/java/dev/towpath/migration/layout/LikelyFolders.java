package dev.towpath.migration.layout;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.TreeSet;

/// Folders with SQL files in a folder `migrations` somewhere in a project, for a person to choose
/// from: many repositories hold several parts, each with folders of its own.
final class LikelyFolders {
  private static final int MOST_FILES = 50_000;
  private static final int DEPTH = 8;
  private static final Set<String> NAMES = Set.of("migration", "migrations");
  private static final Set<String> PASSED_OVER = Set.of("node_modules", "target", "vendor");

  private final Path project;
  private final Set<Path> found = new TreeSet<>();
  private int files;

  private LikelyFolders(Path project) {
    this.project = project;
  }

  /// In the order of their names; none if the project can't be read.
  static Set<Path> in(Path project) {
    LikelyFolders folders = new LikelyFolders(project);
    try {
      Files.walkFileTree(project, Set.of(), DEPTH, folders.visitor());
    } catch (IOException e) {
      return folders.found;
    }
    return folders.found;
  }

  private FileVisitor<Path> visitor() {
    return new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        String name = String.valueOf(folder.getFileName());
        boolean hidden = name.startsWith(".") && !folder.equals(project);
        return hidden || PASSED_OVER.contains(name)
            ? FileVisitResult.SKIP_SUBTREE
            : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (Folder.isSql(file.getFileName().toString())) {
          take(project.relativize(file));
        }
        return ++files < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException failure) {
        return FileVisitResult.CONTINUE;
      }
    };
  }

  /// Prisma's files lie in a folder each, other tools' in `migrations` itself or a part of it.
  private void take(Path file) {
    Path folder = file.getParent();
    if (folder != null && file.endsWith("migration.sql")) {
      folder = folder.getParent();
    }
    if (folder != null && isNamed(folder)) {
      found.add(folder);
    }
  }

  private static boolean isNamed(Path folder) {
    Path parent = folder.getParent();
    return NAMES.contains(folder.getFileName().toString())
        || (parent != null && NAMES.contains(parent.getFileName().toString()));
  }
}
