package dev.towpath.release.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.towpath.config.ConfigFile;
import dev.towpath.config.ConfigReading;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Probes against a real server on this machine.
class AskProbesTest {
  @TempDir Path folder;
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch silence = new CountDownLatch(1);
  private HttpServer server;
  private StepTrial trial;

  @BeforeEach
  void serve() throws IOException {
    trial = new StepTrial(folder);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer("/health", 200, "{\"status\":\"ok\",\"services\":[{\"name\":\"crm\",\"up\":true}]}");
    answer("/broken", 503, "no");
    answer("/text", 200, "all is well here");
    server.createContext(
        "/late",
        exchange -> {
          exchange.sendResponseHeaders(asked.incrementAndGet() < 3 ? 503 : 200, -1);
          exchange.close();
        });
    server.createContext(
        "/token",
        exchange -> {
          String token = exchange.getRequestHeaders().getFirst("Authorization");
          exchange.sendResponseHeaders("Bearer s3cret-token".equals(token) ? 200 : 401, -1);
          exchange.close();
        });
    server.createContext(
        "/silent",
        exchange -> {
          try {
            asked.incrementAndGet();
            silence.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
    trial.variables.put("BASE", base());
    trial.variables.put("API_TOKEN", "s3cret-token");
  }

  @AfterEach
  void end() {
    silence.countDown();
    server.stop(0);
  }

  @Test
  void theValuesOfAnAnswerAreCompared() throws Exception {
    StepResult result =
        run(
            "probe: { http: '${BASE}/health', expect: { status: 200, json: { status: ok,"
                + " services.0.name: crm, services.0.up: true } } }");
    assertThat(probes(result))
        .singleElement()
        .satisfies(
            probe -> {
              assertThat(probe).containsEntry("asked", "GET ${BASE}/health");
              assertThat(probe).containsEntry("well", true).containsEntry("tries", 1);
              assertThat(probe.get("answered"))
                  .isEqualTo(
                      "status 200, status is ok, services.0.name is crm, services.0.up is true");
            });
  }

  @Test
  void whatIsWrongWithAnAnswerIsSaid() throws Exception {
    assertThat(why("{ http: '${BASE}/broken' }")).contains("status 503 instead of 200");
    assertThat(why("{ http: '${BASE}/health', expect: { json: { status: down, x.y: 1 } } }"))
        .contains("status is ok instead of down")
        .contains("x.y is missing instead of 1");
    assertThat(why("{ http: '${BASE}/text', expect: { body: broken } }"))
        .contains("without 'broken'");
    assertThat(why("{ http: '${BASE}/text', expect: { json: { a: b } } }")).contains("not JSON");
    assertThat(why("{ http: '${BASE}/silent', limit: 200ms }")).contains("no answer within 200 ms");
  }

  @Test
  void anotherStatusMayBeTheRightOne() throws Exception {
    assertThat(run("probe: { http: '${BASE}/broken', expect: { status: 503, body: no } }"))
        .isInstanceOf(StepResult.Done.class);
  }

  @Test
  void itIsAskedAgainUntilItIsWell() throws Exception {
    StepResult result = run("probe: { http: '${BASE}/late', within: 30s }");
    assertThat(probes(result).getFirst()).containsEntry("tries", 3).containsEntry("well", true);
  }

  @Test
  void aSecretGoesToTheServerAndNowhereElse() throws Exception {
    StepResult result =
        run("probe: { http: '${BASE}/token', headers: { Authorization: 'Bearer ${API_TOKEN}' } }");
    assertThat(result).isInstanceOf(StepResult.Done.class);
    assertThat(result.toString() + trial.said).doesNotContain("s3cret-token");
  }

  @Test
  void aPortAcceptsConnectionsOrNot() throws Exception {
    assertThat(run("probe: { tcp: 'localhost:" + server.getAddress().getPort() + "' }"))
        .isInstanceOf(StepResult.Done.class);
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    assertThat(why("{ tcp: '127.0.0.1:" + closed + "' }")).contains("no connection");
  }

  @Test
  void aCommandSaysYesOrNo() throws Exception {
    assertThat(run("probe: { command: 'test \"$TOWPATH_ENVIRONMENT\" = production' }"))
        .isInstanceOf(StepResult.Done.class);
    assertThat(why("{ command: 'echo queue is full; exit 3' }"))
        .contains("ended with 3: queue is full");
    assertThat(folder.resolve("kept/02-probe.log")).hasContent("queue is full");
  }

  @Test
  void aBandIsAskedToItsEnd() throws Exception {
    Files.writeString(
        folder.resolve(ConfigFile.NAME), "probes: { text: { http: '${BASE}/text' } }\n");
    StepResult result = run("probe: [{ http: '${BASE}/broken' }, text]");
    assertThat(result).isInstanceOf(StepResult.Stopped.class);
    assertThat(probes(result))
        .extracting(probe -> probe.get("probe") + " " + probe.get("well"))
        .containsExactly("GET ${BASE}/broken false", "text true");
  }

  @Test
  void anUnknownNameIsFoundBeforeAnythingRuns() throws Exception {
    Files.writeString(folder.resolve(ConfigFile.NAME), "probes: { health: { tcp: 'h:1' } }\n");
    Step step = trial.step("probe: helath");
    assertThat(step.files()).containsExactly(Path.of(ConfigFile.NAME));
    assertThat(step.lack(((ConfigReading.Good) ConfigFile.read(folder)).project()))
        .hasValueSatisfying(
            problem -> {
              assertThat(problem.code()).isEqualTo("probe-unknown");
              assertThat(problem.next()).contains("health");
            });
  }

  @Test
  void anAbortEndsTheQuestion() throws Exception {
    Step step = trial.step("probe: { http: '${BASE}/silent', limit: 1h }");
    FutureTask<StepResult> task = new FutureTask<>(() -> step.run(trial.context(2)));
    Thread thread = Thread.ofPlatform().start(task);
    while (asked.get() == 0) {
      Thread.sleep(10);
    }
    thread.interrupt();
    assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
    assertThatThrownBy(task::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
  }

  private StepResult run(String step) throws IOException, InterruptedException {
    return trial.step(step).run(trial.context(2));
  }

  private String why(String probe) throws IOException, InterruptedException {
    StepResult.Stopped stopped = (StepResult.Stopped) run("probe: " + probe);
    assertThat(stopped.problem().code()).isEqualTo("probe-failed");
    return stopped.problem().why();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, @Nullable Object>> probes(StepResult result) {
    Map<String, @Nullable Object> evidence =
        switch (result) {
          case StepResult.Done(var found) -> found;
          case StepResult.Stopped(_, var found) -> found;
          default -> throw new AssertionError(result);
        };
    return (List<Map<String, @Nullable Object>>) Objects.requireNonNull(evidence.get("probes"));
  }

  private void answer(String path, int status, String body) {
    server.createContext(
        path,
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private String base() {
    return "http://localhost:" + server.getAddress().getPort();
  }
}
