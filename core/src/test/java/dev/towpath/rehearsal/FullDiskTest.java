package dev.towpath.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.towpath.problem.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A migration that writes more than fits. A small disk can be mounted by root alone, and not in
/// every container: elsewhere the tests are skipped.
@Tag("slow")
class FullDiskTest {
  private Path disk;
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createTempDirectory("towpath-small-disk");
    mounted = run("mount", "-t", "tmpfs", "-o", "size=20m,mode=777", "tmpfs", "" + disk);
    assumeThat(mounted).as("a small disk can be mounted here").isTrue();
    Path space = Files.createDirectory(disk.resolve("space"));
    Files.setPosixFilePermissions(space, PosixFilePermissions.fromString("rwxrwxrwx"));
    assumeThat(run("chown", "nobody", "" + space)).isTrue();
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertThat(run("umount", "" + disk)).isTrue();
    }
    Files.delete(disk);
  }

  private static boolean run(String... words) throws IOException, InterruptedException {
    return new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  @Test
  void aFullDiskIsNoAllClear() {
    RehearsalResult result =
        new Rehearsing()
            .pending("create tablespace small location '" + disk.resolve("space") + "';")
            .pending(
                "create table ballast tablespace small as"
                    + " select i, repeat('x', 1000) as load from generate_series(1, 50000) i;")
            .pending("create table boats (id int);")
            .rehearse();
    assertThat(result.done()).isEqualTo(1);
    assertThat(result.findings().getFirst().rule()).isEqualTo("rehearsal-disk-full");
    assertThat(result.findings().getFirst().why()).contains("No space left on device");
    assertThat(RehearsalReport.of(result).exit()).isEqualTo(Exit.REFUSED);
  }
}
