package dev.towpath.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {
  @Test
  void saysHowToFetchAMajorThatIsMissing(@TempDir Path cache) {
    assertThatThrownBy(() -> Binaries.of(9, cache))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo("postgres-missing");
              assertThat(e.problem().next()).contains("mvn dependency:get");
            });
  }

  @Test
  void cachesWhereTheServerCanReach() {
    Path home = Path.of("/home/anna");
    assertThat(CacheFolder.of(Map.of(), home, false)).isEqualTo(home.resolve(".cache/towpath"));
    assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "/x"), home, false))
        .isEqualTo(Path.of("/x/towpath"));
    assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "relative"), home, false))
        .isEqualTo(home.resolve(".cache/towpath"));
    assertThat(CacheFolder.of(Map.of("HOME", "/h"), home, false))
        .isEqualTo(Path.of("/h/.cache/towpath"));
    assertThat(CacheFolder.of(Map.of(), Path.of("/root"), true)).isAbsolute();
  }

  @Test
  @Tag("slow")
  void unpacksTheSameInJavaAsByTar(@TempDir Path folder) throws IOException {
    BinaryJar jar = BinaryJar.find(18).orElseThrow();
    ServerArchive.Source source = () -> jar.archive().toURL().openStream();
    ServerArchive.unpack(source, folder.resolve("a"));
    ServerArchive.unpackInJava(source, folder.resolve("b"));
    assertThat(listing(folder.resolve("b"))).isEqualTo(listing(folder.resolve("a"))).isNotEmpty();
  }

  private static List<String> listing(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(
              file ->
                  folder.relativize(file)
                      + " "
                      + file.toFile().length()
                      + " "
                      + Files.isExecutable(file))
          .sorted()
          .toList();
    }
  }
}
