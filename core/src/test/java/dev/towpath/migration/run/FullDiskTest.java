package dev.towpath.migration.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// A tablespace on a disk that is really full.
class FullDiskTest {
  private static final int DISK_MEGABYTES = 24;
  private static final int BALLAST_MEGABYTES = 20;

  @Test
  void theRunStopsAtTheStatementAndGoesOnWhenThereIsRoom() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(DISK_MEGABYTES)) {
      stopsAndGoesOn(disk);
    }
  }

  private static void stopsAndGoesOn(SmallDisk disk) throws IOException {
    Boat boat = Boat.onNewDatabase();
    Path ballast = disk.fill(BALLAST_MEGABYTES);
    makeTablespace(boat, disk.path());
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

  private static void makeTablespace(Boat boat, Path disk) {
    // The server makes the folder itself, so that it belongs to whoever the server runs as.
    boat.say("copy (select 1) to program 'cat > /dev/null; mkdir %s/space'".formatted(disk));
    boat.say("create tablespace tight location '%s/space'".formatted(disk));
  }
}
