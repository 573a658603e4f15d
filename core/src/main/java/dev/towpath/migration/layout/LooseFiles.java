package dev.towpath.migration.layout;

import dev.towpath.migration.Migration;
import dev.towpath.migration.Source;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Location;
import dev.towpath.problem.Problem;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// Scripts that are named one by one, or as folders, without the rules of any layout.
public final class LooseFiles {
  /// Deeper folders are not looked into.
  private static final int MAX_DEPTH = 32;

  private LooseFiles() {}

  /// Reads files, and every `.sql` file below folders that is no down script. What can't be read
  /// becomes a finding. Fails with `file-missing` for a name that is neither, or a folder without
  /// any.
  ///
  /// @param from the folder that their paths count from
  public static LayoutFiles read(Path from, List<Path> named) {
    List<Finding> findings = new ArrayList<>();
    List<Path> paths = new ArrayList<>();
    for (Path each : named) {
      Path path = from.resolve(each).normalize();
      if (Files.isDirectory(path)) {
        List<Path> below = below(path, findings);
        if (below.isEmpty() && findings.isEmpty()) {
          throw empty(each).exception();
        }
        paths.addAll(below.stream().sorted().toList());
      } else if (Files.exists(path)) {
        paths.add(path);
      } else {
        throw missing(each).exception();
      }
    }
    Folder folder = Folder.of(from, paths.stream().distinct().toList());
    findings.addAll(folder.findings());
    return new LayoutFiles(folder.files().stream().map(LooseFiles::migration).toList(), findings);
  }

  private static Migration migration(TextFile file) {
    if (!DbmateSections.starts(file.text())) {
      return file.migration("", file.name(), Optional.empty());
    }
    DbmateSections sections = DbmateSections.of(file.text());
    return new Migration(
        "",
        file.name(),
        new Source(file.path(), file.text(), sections.up(), sections.upTransaction()),
        file.digest(),
        Optional.empty(),
        Migration.Kind.VERSIONED);
  }

  private static List<Path> below(Path folder, List<Finding> findings) {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          MAX_DEPTH,
          new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes about) {
              String name = file.getFileName().toString();
              boolean read = about.isRegularFile() || about.isSymbolicLink(); // to nowhere
              if (read && Folder.isSql(name) && !DownScripts.isOne(name)) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
              findings.add(unreadable(file, failure));
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      findings.add(unreadable(folder, e));
    }
    return found;
  }

  private static Finding unreadable(Path file, IOException failure) {
    return Finding.of("file-unreadable", Severity.ERROR, "The file can't be read.")
        .because(failure.getClass().getSimpleName() + ": " + failure.getMessage())
        .at(Location.file(file.toString().replace('\\', '/')));
  }

  private static Problem empty(Path named) {
    return Problem.of("file-missing", Exit.USAGE, "The folder " + named + " has no .sql file.")
        .because("Nothing was checked, and that is no all-clear. Down scripts don't count.")
        .leaving("Nothing was read or changed.")
        .next("Name the folder that has the scripts.");
  }

  private static Problem missing(Path named) {
    return Problem.of("file-missing", Exit.USAGE, "There is no file or folder " + named + ".")
        .leaving("Nothing was read or changed.")
        .next("Paths count from the folder that you are in, or that -C names.");
  }
}
