package dev.towpath.release.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.towpath.config.ConfigFile;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Components that commands deploy: an HTTP program that says which revision it serves.
class DeployTest {
  private static final String OLD = "0ddba11000000000000000000000000000000000";

  @TempDir Path folder;
  private HttpServer server;
  private StepTrial trial;
  private String commit;

  @BeforeEach
  void serve() throws IOException {
    trial = new StepTrial(folder);
    commit = trial.commit.orElseThrow();
    Files.writeString(folder.resolve("current"), OLD);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/revision",
        exchange -> {
          byte[] revision = Files.readAllBytes(folder.resolve("current"));
          exchange.sendResponseHeaders(200, revision.length);
          exchange.getResponseBody().write(revision);
          exchange.close();
        });
    server.start();
    settings("echo \"$TOWPATH_COMMIT\" > current");
  }

  private void settings(String deploy) throws IOException {
    Files.writeString(
        folder.resolve(ConfigFile.NAME),
        """
        components:
          web:
            build: echo "$TOWPATH_COMMIT" > built
            settle: 500ms
            exec:
              current: cat current
              deploy: |
                %s
              roll-back: echo "$TOWPATH_REVISION" > current; echo "$TOWPATH_REVISION" >> backs
              logs: echo it serves
              stop: mv current stopped
              start: mv stopped current
        """
            .formatted(deploy));
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  @Test
  void theCommitServesAndWhatServedBeforeIsEvidence() throws Exception {
    StepResult.Done done = (StepResult.Done) run("deploy: web");
    assertThat(served()).isEqualTo(commit);
    assertThat(folder.resolve("built")).hasContent(commit);
    assertThat(done.evidence())
        .containsEntry("component", "web")
        .containsEntry("commit", commit)
        .containsEntry("before", Map.of("revision", OLD, "commit", OLD))
        .containsEntry("now", Map.of("revision", commit, "commit", commit));
  }

  @Test
  void theWayBackIsWhatServedBefore() throws Exception {
    Step step = trial.step("deploy: web");
    trial.done(1, (StepResult.Done) step.run(trial.context(1)));
    Files.delete(folder.resolve("kept/01-before.txt"));
    assertThat(step.undo(trial.context(1))).isInstanceOf(StepResult.Done.class);
    assertThat(served()).isEqualTo(OLD);
    assertThat(step.undo(trial.context(1))).isInstanceOf(StepResult.Done.class);
    assertThat(folder.resolve("backs")).hasContent(OLD);
  }

  @Test
  void aCommandThatEndsWellIsNotBelieved() throws Exception {
    settings("true");
    StepResult.Stopped stopped = (StepResult.Stopped) run("deploy: web");
    assertThat(stopped.problem().code()).isEqualTo("component-elsewhere");
    assertThat(stopped.problem().why()).contains(OLD);
    assertThat(stopped.evidence()).containsEntry("logs", List.of("it serves"));
  }

  @Test
  void aCommandThatFailsStopsTheRelease() throws Exception {
    settings("echo the registry is away; exit 9");
    StepResult.Stopped stopped = (StepResult.Stopped) run("deploy: web");
    assertThat(stopped.problem().code()).isEqualTo("component-failed");
    assertThat(stopped.problem().why()).contains("ended with 9: the registry is away");
    assertThat(stopped.evidence()).containsEntry("before", Map.of("revision", OLD, "commit", OLD));
  }

  @Test
  void afterACrashItIsLookedAt() throws Exception {
    Step step = trial.step("deploy: web");
    assertThat(step.isDone(trial.context(1))).as("not begun").isFalse();
    step.run(trial.context(1));
    assertThat(step.isDone(trial.context(1))).as("done").isTrue();
    Files.writeString(folder.resolve("current"), OLD);
    assertThat(step.isDone(trial.context(1))).as("taken back").isFalse();
    Files.writeString(folder.resolve("current"), "abad1dea");
    StepContext context = trial.context(1);
    assertThatThrownBy(() -> step.isDone(context))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("doesn't serve what it should");
  }

  @Test
  void aSecondTryKeepsWhatServedFirst() throws Exception {
    Step step = trial.step("deploy: web");
    step.run(trial.context(1));
    StepResult.Done again = (StepResult.Done) step.run(trial.context(1));
    assertThat(again.evidence()).containsEntry("before", Map.of("revision", OLD, "commit", OLD));
  }

  @Test
  void anAbortEndsTheCommandAndItsChildren() throws Exception {
    settings("sleep 600 & echo $! > child; wait");
    Step step = trial.step("deploy: web");
    FutureTask<StepResult> task = new FutureTask<>(() -> step.run(trial.context(1)));
    Thread thread = Thread.ofPlatform().start(task);
    Path child = folder.resolve("child");
    while (!Files.exists(child) || Files.readString(child).isBlank()) {
      Thread.sleep(10);
    }
    thread.interrupt();
    assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
    long pid = Long.parseLong(Files.readString(child).strip());
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(served()).isEqualTo(OLD);
  }

  @Test
  void whatIsStoppedIsStartedOnTheWayBack() throws Exception {
    Step stop = trial.step("stop: web");
    stop.run(trial.context(1));
    assertThat(folder.resolve("current")).doesNotExist();
    assertThat(stop.wayBack()).isEqualTo(new WayBack.By("starts web", "nothing"));
    stop.undo(trial.context(1));
    assertThat(served()).isEqualTo(OLD);
  }

  @Test
  void whatAComponentLacksIsFoundBeforeAnythingRuns() throws Exception {
    assertThat(trial.step("deploy: wbe").lack(trial.context(1).settings()))
        .hasValueSatisfying(problem -> assertThat(problem.code()).isEqualTo("component-unknown"));
    assertThat(trial.step("clean-up: web").lack(trial.context(1).settings()))
        .hasValueSatisfying(problem -> assertThat(problem.code()).isEqualTo("component-cannot"));
    assertThat(trial.step("stop: web").lack(trial.context(1).settings())).isEmpty();
  }

  @Test
  void withoutACommitNothingIsDeployed() throws Exception {
    trial.commit = Optional.empty();
    Step step = trial.step("deploy: web");
    StepContext context = trial.context(1);
    assertThatThrownBy(() -> step.run(context)).hasMessageContaining("no commit");
    assertThat(served()).isEqualTo(OLD);
  }

  @Test
  void aRunbooksOwnStepsBackFindWhatServedBefore() throws Exception {
    trial.deploys = List.of("web");
    Step back = trial.step("roll-back: web");
    StepResult.Done untouched = (StepResult.Done) back.run(trial.context(2));
    assertThat(untouched.evidence()).containsEntry("deployed", false);
    trial.step("deploy: web").run(trial.context(1));
    assertThat(trial.step("roll-back: web").run(trial.context(2)))
        .isInstanceOf(StepResult.Done.class);
    assertThat(served()).isEqualTo(OLD);
  }

  private StepResult run(String step) throws IOException, InterruptedException {
    return trial.step(step).run(trial.context(1));
  }

  private String served() throws IOException, InterruptedException {
    String uri = "http://localhost:" + server.getAddress().getPort() + "/revision";
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(uri)).build(),
              BodyHandlers.ofString(StandardCharsets.UTF_8))
          .body()
          .strip();
    }
  }
}
