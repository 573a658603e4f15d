package dev.towpath.migration.layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Looks for a file by its name, to recognise a layout.
final class Names {
  /// At most so many files are read to recognise a layout.
  private static final int LOOKED_INTO = 16;

  private Names() {}

  /// Whether a file with such a name stands below a folder, at most so many levels deep.
  static boolean any(Path folder, int depth, Predicate<String> wanted) {
    return among(
        folder, depth, files -> files.anyMatch(f -> wanted.test(f.getFileName().toString())));
  }

  /// The same for the first few SQL files, for a test that looks into the file.
  static boolean anySql(Path folder, Predicate<Path> wanted) {
    return among(
        folder, 1, files -> files.filter(Names::isSql).limit(LOOKED_INTO).anyMatch(wanted));
  }

  private static boolean isSql(Path file) {
    return Folder.isSql(file.getFileName().toString());
  }

  private static boolean among(Path folder, int depth, Predicate<Stream<Path>> test) {
    try (Stream<Path> walk = Files.walk(folder, depth)) {
      return test.test(walk.filter(Files::isRegularFile));
    } catch (IOException | UncheckedIOException e) {
      return false; // what can't be listed isn't recognised
    }
  }
}
