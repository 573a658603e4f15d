package dev.towpath.rehearsal.suite;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the files of tests of a project, sorted by name.
final class TestFiles {
  private static final List<String> USUAL =
      List.of("supabase/tests", "tests/database", "database/tests");
  private static final String FIXTURES = "fixtures";

  private TestFiles() {}

  /// The folder in which tests usually are, if there is one.
  static Optional<Path> usual(Path project) {
    return USUAL.stream().map(project::resolve).filter(Files::isDirectory).findFirst();
  }

  /// All in these files and folders.
  static List<TestFile> read(Path project, List<Path> places) {
    List<TestFile> files = new ArrayList<>();
    for (Path place : places) {
      Path absolute = project.resolve(place);
      try (Stream<Path> found = Files.walk(absolute)) {
        found
            .filter(each -> isTest(absolute, each))
            .sorted()
            .forEach(each -> files.add(file(project, each)));
      } catch (IOException e) {
        throw missing(place).exception(e);
      }
    }
    return files;
  }

  private static boolean isTest(Path place, Path file) {
    String name = file.getFileName().toString();
    for (Path part : place.relativize(file)) {
      if (part.toString().equals(FIXTURES)) {
        return false;
      }
    }
    return Files.isRegularFile(file)
        && (file.equals(place) || name.endsWith(".sql") || name.endsWith(".pg"));
  }

  private static TestFile file(Path project, Path file) {
    try {
      Path root = project.toAbsolutePath().normalize();
      Path absolute = file.toAbsolutePath().normalize();
      Path shown = absolute.startsWith(root) ? root.relativize(absolute) : absolute;
      return TestFile.of(
          shown.toString().replace('\\', '/'), Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Problem missing(Path place) {
    return Problem.of("tests-missing", Exit.USAGE, "There are no tests at " + place + ".")
        .leaving("No database was touched.")
        .next("Name a file or a folder that is there: towpath rehearse --tests FOLDER");
  }
}
