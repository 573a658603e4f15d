package dev.towpath.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/// The foreign tools, at the versions of `tools/package-lock.json`, installed by npm into
/// `target/tools` on first use. Where that can't be done, the calling test is skipped, with npm's
/// own words.
final class Tools {
  private static final Path COMMITTED = Path.of("tools");
  private static final Path INSTALLED = Path.of("target", "tools").toAbsolutePath();
  private static final List<String> FILES = List.of("package.json", "package-lock.json", ".npmrc");

  private static final Optional<String> FAILURE = install();

  private Tools() {}

  /// The program of a tool.
  static Path program(String name) {
    Assumptions.assumeTrue(
        FAILURE.isEmpty(), () -> "skipped: " + name + " can't be had from npm: " + FAILURE.get());
    Path program = modules().resolve(".bin").resolve(name);
    assertThat(program).isExecutable();
    return program;
  }

  /// The folder that a project of JavaScript needs to find the tools' libraries.
  static Path modules() {
    return INSTALLED.resolve("node_modules");
  }

  /// Why there are no tools; empty when there are.
  private static Optional<String> install() {
    try {
      if (isCurrent()) {
        return Optional.empty();
      }
      Files.createDirectories(INSTALLED);
      for (String file : FILES) {
        Files.copy(
            COMMITTED.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
      Finished npm =
          Command.of(INSTALLED, "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund")
              .run();
      if (npm.exit() != 0) {
        return Optional.of(npm.all());
      }
      Files.copy(
          COMMITTED.resolve("package-lock.json"), stamp(), StandardCopyOption.REPLACE_EXISTING);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  /// npm may complete the installed copy of the lock for this platform: hence a copy of our own.
  private static Path stamp() {
    return INSTALLED.resolve("installed-lock.json");
  }

  private static boolean isCurrent() throws IOException {
    return Files.exists(stamp())
        && Files.mismatch(stamp(), COMMITTED.resolve("package-lock.json")) < 0;
  }
}
