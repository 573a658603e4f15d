package dev.towpath.release.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands that print without end, hang, and do not listen.
class BadCommandTest {
  @TempDir private Path folder;

  @Test
  void oneThatHangsIsEndedWithItsChildrenWhenItsTimeIsUp() throws Exception {
    StepResult.Stopped stopped = run("sleep 600 & echo $! > child; wait", "1s");
    assertThat(stopped.problem().what()).contains("did not end within");
    assertThat(isAlive("child")).isFalse();
  }

  @Test
  void oneThatDoesNotListenIsEndedByForce() throws Exception {
    StepResult.Stopped stopped =
        run("trap '' TERM; echo $$ > child; while true; do sleep 1; done", "1s");
    assertThat(stopped.problem().code()).isEqualTo("command-failed");
    assertThat(isAlive("child")).isFalse();
  }

  /// The memory of the tests is 1 GB: what is printed is not kept in it.
  @Test
  @Tag("slow")
  void oneThatPrintsAGigabyteFillsNeitherMemoryNorDisk() throws Exception {
    StepTrial trial = new StepTrial(folder);
    StepContext context = quiet(trial);
    StepResult result =
        trial
            .step("run: { command: 'yes 0123456789abcdef | head -c 1000000000', limit: 5m }")
            .run(context);
    assertThat(result).isInstanceOf(StepResult.Done.class);
    assertThat(Files.size(folder.resolve("kept/01-run.log"))).isBetween(1L << 20, 17L << 20);
  }

  @Test
  void oneThatPrintsNoLineEndIsCut() throws Exception {
    StepTrial trial = new StepTrial(folder);
    StepResult.Done done =
        (StepResult.Done)
            trial.step("run: head -c 5000000 /dev/zero | tr '\\0' x").run(trial.context(1));
    assertThat(String.valueOf(done.evidence().get("lines"))).hasSizeLessThan(20_000);
  }

  private StepContext quiet(StepTrial trial) {
    StepContext loud = trial.context(1);
    return new StepContext(
        loud.project(),
        loud.number(),
        loud.began(),
        loud.run(),
        loud.variables(),
        loud.commands(),
        loud.target(),
        loud.kept(),
        loud.clock(),
        _ -> {});
  }

  private StepResult.Stopped run(String command, String limit) throws Exception {
    StepTrial trial = new StepTrial(folder);
    String text = "run: { command: \"" + command + "\", limit: " + limit + " }";
    return (StepResult.Stopped) trial.step(text).run(trial.context(1));
  }

  private boolean isAlive(String file) throws IOException {
    long pid = Long.parseLong(Files.readString(folder.resolve(file)).strip());
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }
}
