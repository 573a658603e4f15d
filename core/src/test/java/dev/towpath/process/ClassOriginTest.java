package dev.towpath.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

class ClassOriginTest {
  @Test
  void aJarAndAFolderOfClassesAreFound() {
    assertThat(ClassOrigin.of(Driver.class)).isRegularFile().hasExtension("jar");
    Path folder = ClassOrigin.of(ClassOriginTest.class);
    assertThat(Files.isRegularFile(folder.resolve("dev/towpath/process/ClassOriginTest.class")))
        .isTrue();
  }
}
