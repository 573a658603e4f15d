package dev.towpath.release.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.release.journal.RunState.Standing;
import dev.towpath.signal.Portal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A signal's command outlives a driver that is killed; the next driver ends it.
class LeftSignalCommandTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void theNextDriverEndsIt() throws Exception {
    Portal.of(
        folder,
        """
        signals:
          queue:
            command: |
              test -e go && echo 0 && exit
              echo $$ > new && mv new number && sleep 300
            unit: count
            every: 1s
        """);
    String text = "steps:\n  - watch: { for: 1s, failure: queue > 5 }\n";
    try (Quay quay = new Quay(folder, text);
        DrivingProcess driver = DrivingProcess.start(quay)) {
      Path number = folder.resolve("number");
      Awaitility.await().atMost(LIMIT).until(() -> Files.exists(number));
      ProcessHandle left =
          ProcessHandle.of(Long.parseLong(Files.readString(number).strip())).orElseThrow();
      driver.signal("KILL");
      assertThat(driver.end()).isEmpty();
      assertThat(left.isAlive()).isTrue();
      assertThat(notes(quay)).isEqualTo(1);
      Files.createFile(folder.resolve("go"));
      quay.letLeaseRunOut();
      assertThat(quay.drive().standing()).isEqualTo(Standing.DONE);
      assertThat(left.isAlive()).isFalse();
      assertThat(quay.told).anyMatch(line -> line.matches("ends process \\d+, which .* left"));
      assertThat(notes(quay)).isZero();
    }
  }

  private static long notes(Quay quay) throws IOException {
    try (Stream<Path> files = Files.list(quay.around().kept())) {
      return files.filter(file -> file.toString().endsWith(".process")).count();
    }
  }
}
