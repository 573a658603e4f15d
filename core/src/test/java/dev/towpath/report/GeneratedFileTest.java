package dev.towpath.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedFileTest {
  @TempDir private Path folder;

  @Test
  void othersMayReadItAsAnyFile() throws IOException {
    Path plain = Files.writeString(folder.resolve("plain"), "a");
    Path generated = folder.resolve("sub").resolve("generated");

    new GeneratedFile(generated, "generated").write("a");

    assertThat(generated).hasContent("a");
    assertThat(Files.getPosixFilePermissions(generated))
        .isEqualTo(Files.getPosixFilePermissions(plain));
    try (Stream<Path> files = Files.list(folder.resolve("sub"))) {
      assertThat(files).containsExactly(generated);
    }
  }
}
