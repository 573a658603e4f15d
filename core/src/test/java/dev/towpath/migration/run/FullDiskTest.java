package dev.towpath.migration.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A tablespace on a disk that is really full. Only root may mount such a disk.
class FullDiskTest {
  private static final int DISK_MEGABYTES = 24;
  private static final int BALLAST_BYTES = 20 << 20;
  private static final int LIMIT_SECONDS = 10;

  private Path disk = Path.of("");
  private boolean mounted;

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    disk = Files.createTempDirectory("towpath-disk");
    disk.toFile().setExecutable(true, false);
    String options = "size=" + DISK_MEGABYTES + "m,mode=1777";
    mounted = runs("mount", "-t", "tmpfs", "-o", options, "towpath", disk.toString());
    assumeThat(mounted).as("a small disk is mounted, which root may do").isTrue();
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    if (mounted) {
      assertThat(runs("umount", disk.toString())).isTrue();
    }
    Files.delete(disk);
  }

  @Test
  void theRunStopsAtTheStatementAndGoesOnWhenThereIsRoom() throws IOException {
    Boat boat = Boat.onNewDatabase();
    Path ballast = Files.write(disk.resolve("ballast"), new byte[BALLAST_BYTES]);
    makeTablespace(boat);
    boat.up("create table small (id int)")
        .up(
            """
            create table log (id int, line text) tablespace tight;
              insert into log select n, repeat('x', 400) from generate_series(1, 20000) n;
            """);

    Problem problem = boat.problem();

    assertThat(problem.code()).isEqualTo("disk-full");
    assertThat(problem.exit()).isEqualTo(Exit.UNCHANGED);
    assertThat(problem.where().orElseThrow().toString())
        .isEqualTo("migrations/20260101000002_step.sql:2:3");
    assertThat(problem.why()).contains("SQLSTATE 53100", "No space left on device", "Statement 2");
    assertThat(problem.state()).startsWith("Nothing of ").contains("before it in this run");
    assertThat(boat.ask("select to_regclass('log')")).isEqualTo("null");
    assertThat(boat.recorded()).isEqualTo("1/1");

    Files.delete(ballast);
    boat.apply();
    assertThat(boat.ask("select count(*) from log")).isEqualTo("20000");
    assertThat(boat.recorded()).isEqualTo("2/2");
    boat.say("drop table log");
    boat.say("drop tablespace tight");
  }

  private void makeTablespace(Boat boat) {
    // The server makes the folder itself, so that it belongs to whoever the server runs as.
    boat.say("copy (select 1) to program 'mkdir %s/space'".formatted(disk));
    boat.say("create tablespace tight location '%s/space'".formatted(disk));
  }

  private static boolean runs(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
  }
}
