package dev.towpath.e2e;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/// The launcher with what was built, copied without the sources: nothing there is out of date, and
/// a test may change what it likes.
final class Launcher {
  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
  private static final Path APP = Path.of("cli", "target", "app");

  private Launcher() {}

  /// Skips the calling test where nothing was packaged, as in a build of the test classes alone.
  static Path copyTo(Path folder) throws IOException {
    assumeThat(CHECKOUT.resolve(APP).resolve("id"))
        .as("the program is packaged, as mvn verify does it")
        .exists();
    for (String file : List.of("towpath", "build/find-jdk")) {
      copy(Path.of(file), folder);
    }
    try (Stream<Path> files = Files.walk(CHECKOUT.resolve(APP))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        copy(CHECKOUT.relativize(file), folder);
      }
    }
    return folder;
  }

  private static void copy(Path file, Path folder) throws IOException {
    Path target = folder.resolve(file);
    Files.createDirectories(target.getParent());
    Files.copy(CHECKOUT.resolve(file), target, StandardCopyOption.COPY_ATTRIBUTES);
  }
}
