package dev.towpath.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The README's commands work in a copy of the checkout in which nothing was built yet. The second
/// of them, `mvn -B verify`, is what runs the tests at this moment.
@Tag("slow")
class ReadmeTest {
  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path copy;

  @Test
  void theDemoRunsInAFreshCopy() throws Exception {
    assertThat(CHECKOUT.resolve("README.md")).content().contains("./towpath demo");
    copyCheckout();

    Finished demo = Command.of(copy, "./towpath", "demo").run();

    assertThat(demo.exit()).as(demo.all()).isZero();
    assertThat(demo.all()).doesNotContain("Exception");
    Finished version = Command.of(copy, "./towpath", "--version").run();
    assertThat(version.exit()).as(version.all()).isZero();
    assertThat(version.err()).as("built only once").isEmpty();
  }

  /// The files that a commit would hold, as they are now.
  private void copyCheckout() throws IOException, InterruptedException {
    Finished listed =
        Command.of(CHECKOUT, "git", "ls-files", "--cached", "--others", "--exclude-standard").run();
    assertThat(listed.exit()).as(listed.all()).isZero();
    for (String file : listed.out().lines().toList()) {
      Path source = CHECKOUT.resolve(file);
      if (Files.exists(source)) {
        Path target = copy.resolve(file);
        Files.createDirectories(target.getParent());
        Files.copy(source, target);
      }
    }
  }
}
