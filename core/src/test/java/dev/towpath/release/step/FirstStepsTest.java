package dev.towpath.release.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.postgres.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first steps on a target, where Towpath's own tables aren't there yet.
class FirstStepsTest {
  private static final int MAJOR = 18;
  private static final int STEPS = 8;

  @TempDir private Path folder;

  @Test
  void severalReleasesMayBeginAtOnce() throws Exception {
    try (ScratchServer server = ScratchServer.start(MAJOR, Platform.NONE);
        ExecutorService threads = Executors.newFixedThreadPool(STEPS)) {
      DatabaseUrl url = server.createDatabase("first");
      StepTrial trial = new StepTrial(folder);
      trial.target =
          () ->
              new Target(
                      "first",
                      new Target.Scratch(url),
                      Optional.empty(),
                      Duration.ofSeconds(30),
                      Optional.empty(),
                      MAJOR,
                      Platform.NONE)
                  .open();
      Step step = trial.step("sql: select 'done' from pg_sleep(0.5)");
      List<Callable<StepResult>> all = new ArrayList<>();
      for (int number = 1; number <= STEPS; number++) {
        StepContext context = trial.context(number);
        all.add(() -> step.run(context));
      }
      for (Future<StepResult> each : threads.invokeAll(all)) {
        assertThat(each.get()).isInstanceOf(StepResult.Done.class);
      }
    }
  }
}
