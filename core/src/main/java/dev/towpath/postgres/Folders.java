package dev.towpath.postgres;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whole folders, copied, linked and deleted; links inside are kept as links.
public final class Folders {
  private Folders() {}

  /// What is done with each file of a copied folder.
  interface Each {
    void copy(Path from, Path to) throws IOException;
  }

  /// Copies a cluster's folder with its rights, for the user that the server runs as.
  static void copyForServer(Path from, Path to, Runner runner) throws IOException {
    walk(
        from,
        to,
        (source, target) -> {
          Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
          runner.own(target);
        });
  }

  /// Gives a cluster's folder to the user that the server runs as, with the rights it insists on.
  static void ownForServer(Path folder, Runner runner) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.toList()) {
        if (posix) {
          String rights = Files.isDirectory(path) ? "rwx------" : "rw-------";
          Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
        }
        runner.own(path);
      }
    }
  }

  /// Makes a second tree of the same files without their bytes where the file system can.
  static void link(Path from, Path to) throws IOException {
    walk(from, to, Folders::linkOne);
  }

  private static void linkOne(Path from, Path to) throws IOException {
    if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(from)) {
      Files.copy(from, to, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
      return;
    }
    try {
      Files.createLink(to, from);
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private static void walk(Path from, Path to, Each each) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            each.copy(folder, to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            each.copy(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// Deletes a folder and all in it; what vanishes meanwhile is no failure.
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
