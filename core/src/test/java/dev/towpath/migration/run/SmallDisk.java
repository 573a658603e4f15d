package dev.towpath.migration.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A disk of a few megabytes in memory, which can really be full. Only root may mount it: for
/// anybody else the calling test is skipped.
public record SmallDisk(Path path) implements AutoCloseable {
  private static final int LIMIT_SECONDS = 10;

  public static SmallDisk mount(int megabytes) throws IOException {
    Path path = Files.createTempDirectory("towpath-disk");
    String options = "size=" + megabytes + "m,mode=1777";
    boolean mounted = runs("mount", "-t", "tmpfs", "-o", options, "towpath", path.toString());
    if (!mounted) {
      Files.delete(path);
    }
    assumeThat(mounted).as("a small disk is mounted, which root may do").isTrue();
    return new SmallDisk(path);
  }

  /// Takes room away until the file is deleted.
  public Path fill(int megabytes) throws IOException {
    return Files.write(path.resolve("ballast"), new byte[megabytes << 20]);
  }

  @Override
  public void close() throws IOException {
    assertThat(runs("umount", path.toString())).isTrue();
    Files.delete(path);
  }

  private static boolean runs(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
