package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `kill -9` of a rollback at each line that it says: the next run goes on, and nothing is lost but
/// what the way loses.
class KilledRollbackTest {
  private static final int MOST_LINES = 60;
  private static final int END_SECONDS = 60;

  @TempDir private Path folder;

  @Test
  void killedBeforeTheFilesAreReplacedItGoesOn() throws Exception {
    Portal portal = Portal.make(folder, 18);
    portal.done("backup", "create");
    portal.customer("ann");
    portal.failRelease();
    assertThat(killed("point-in-time", "putting the restored server", 1, Duration.ZERO)).isTrue();
    goesOn(portal, "point-in-time");
    portal.isGoodWith("ann");
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "down-scripts, 18, 0",
    "logical-backup, 15, 0",
    "logical-backup, 15, 120",
    "physical-backup, 18, 0",
    "physical-backup, 18, 120",
    "point-in-time, 18, 300"
  })
  void killedAtEachLineItGoesOn(String by, int major, int laterMillis) throws Exception {
    Portal portal = Portal.make(folder, major);
    portal.done("backup", "create", major == 18 ? "--physical" : "--logical");
    int line = 1;
    boolean killed = true;
    while (killed && line < MOST_LINES) {
      if (by.equals("down-scripts")) {
        portal.releaseWithDownScript();
      } else {
        portal.failRelease();
      }
      killed = killed(by, "", line, Duration.ofMillis(laterMillis));
      goesOn(portal, by);
      portal.isGoodWith("none");
      line++;
    }
    assertThat(line).isBetween(8, MOST_LINES - 1);
  }

  /// Killed behind its end, there is nothing to go on with.
  private static void goesOn(Portal portal, String by) {
    String status = portal.done("status");
    if (status.contains("being rolled back") || !status.contains("1 pending")) {
      portal.rollBack("--by", by, "--accept-data-loss");
    }
  }

  /// Kills a run behind the line of that number which begins so; gives whether it came so far.
  private boolean killed(String by, String begin, int number, Duration later) throws Exception {
    Process process = run(by);
    List<String> said = new ArrayList<>();
    try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
      int left = number;
      while (left > 0) {
        Optional<String> line = Optional.ofNullable(lines.readLine());
        if (line.isEmpty()) {
          assertThat(process.waitFor(END_SECONDS, TimeUnit.SECONDS)).isTrue();
          assertThat(process.exitValue()).as(String.join("\n", said)).isZero();
          return false;
        }
        said.add(line.get());
        left -= line.get().strip().startsWith(begin) ? 1 : 0;
      }
      Thread.sleep(later);
      return true;
    } finally {
      process.destroyForcibly().waitFor(END_SECONDS, TimeUnit.SECONDS);
    }
  }

  private Process run(String by) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "-C",
            folder.toString(),
            "rollback",
            "run",
            "--by",
            by,
            "--yes",
            "embedded",
            "--accept-data-loss")
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
