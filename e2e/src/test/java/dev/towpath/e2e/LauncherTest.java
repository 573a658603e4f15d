package dev.towpath.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher in a copy of what was built: which JDK it takes, and what it makes of a start-up
/// cache that doesn't fit.
class LauncherTest {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir private Path folder;
  private Path copy = Path.of("");
  private Path caches = Path.of("");

  @BeforeEach
  void copyLauncher() throws IOException {
    copy = Launcher.copyTo(folder.resolve("copy"));
    caches = folder.resolve("cache").resolve("towpath").resolve("start");
  }

  /// The folders where JDKs lie are hidden by empty ones, in a mount namespace of this process.
  @Test
  void saysWhatToInstallWhereThereIsNoJdk() throws Exception {
    List<String> hide = List.of("unshare", "-r", "-m", "sh", "-c");
    String hidden = "mount -t tmpfs none /usr/lib/jvm && mount -t tmpfs none /opt && ";
    Finished able = run(hide, hidden + "true");
    assumeThat(able.exit()).as("folders can be hidden here: " + able.all()).isZero();

    Finished finished = run(hide, hidden + "exec ./towpath --version");

    assertThat(finished.exit()).as(finished.all()).isEqualTo(2);
    assertThat(finished.out()).isEmpty();
    assertThat(finished.err())
        .isEqualTo(
            "towpath: needs a JDK 25: install one, for example Eclipse Temurin 25, or point"
                + " JAVA_HOME at it.\n");
  }

  @Test
  void passesOverAJdkThatIsTooOld() throws Exception {
    Path old = folder.resolve("old");
    Files.createDirectories(old.resolve("bin"));
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.2\"\n");
    for (String program : List.of("java", "javac")) {
      Path file = Files.writeString(old.resolve("bin").resolve(program), "#!/bin/sh\nexit 9\n");
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    Finished finished = towpath().with("JAVA_HOME", old.toString()).run();
    assertVersion(finished);
  }

  @Test
  void aStartUpCacheThatDoesNotFitIsNoHindrance() throws Exception {
    assertVersion(towpath().run());
    Awaitility.await().atMost(LIMIT).until(() -> cached().size() == 1);
    Path cache = cached().getFirst();
    byte[] whole = Files.readAllBytes(cache);
    assertVersion(towpath().run());

    Files.write(cache, Arrays.copyOf(whole, whole.length / 2));
    assertVersion(towpath().run());
    Files.writeString(cache, "not a cache at all");
    assertVersion(towpath().run());
  }

  /// A jar that is newer than the hash that names the cache: nobody knows what the cache holds.
  @Test
  void theCacheOfAnOlderBuildIsLeftAlone() throws Exception {
    Path id = copy.resolve("cli/target/app/id");
    Path jar = copy.resolve("cli/target/app/towpath.jar");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
    Files.setLastModifiedTime(id, FileTime.from(Instant.now().minusSeconds(60)));
    assertVersion(towpath().run());
    assertThat(caches).doesNotExist();
  }

  private Command towpath() {
    return Command.of(copy, "./towpath", "--version")
        .with("XDG_CACHE_HOME", folder.resolve("cache").toString());
  }

  private Finished run(List<String> words, String script) throws Exception {
    return Command.of(copy, Stream.concat(words.stream(), Stream.of(script)).toArray(String[]::new))
        .with("JAVA_HOME", "")
        .with("JAVA25_HOME", "")
        .with("HOME", folder.toString())
        .run();
  }

  private static void assertVersion(Finished finished) {
    assertThat(finished.exit()).as(finished.all()).isZero();
    assertThat(finished.out()).matches("towpath \\d+\\.\\d+\\.\\d+\\n");
    assertThat(finished.err()).isEmpty();
  }

  private List<Path> cached() throws IOException {
    if (!Files.isDirectory(caches)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(caches)) {
      return files.filter(file -> file.toString().endsWith(".aot")).toList();
    }
  }
}
