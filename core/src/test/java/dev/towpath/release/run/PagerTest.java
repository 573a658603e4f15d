package dev.towpath.release.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.StepState;
import dev.towpath.signal.Gauge;
import dev.towpath.signal.Portal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// People are told while something is so, by stand-ins for PagerDuty and Slack.
class PagerTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String BOAT =
      """
      alert-when: [errors > 1% for 1s -> on-call]
      steps:
        - sql: { query: create table boat (name text), undo: drop table boat }
        - decide: all clear?
      """;

  /// Not the common pool: answers to the HTTP client come by it, and it may have one thread only.
  private static final Executor DRIVERS = work -> Thread.ofVirtual().start(work);

  @TempDir private Path folder;
  private final Gauge gauge = new Gauge("{\"errors\": 0.001}");
  private final List<JsonObject> pages = new CopyOnWriteArrayList<>();
  private final List<JsonObject> chats = new CopyOnWriteArrayList<>();
  private HttpServer people;

  @BeforeEach
  void begin() throws IOException {
    people = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    people.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    people.createContext("/v2/enqueue", exchange -> take(exchange, pages, 202));
    people.createContext("/v2/change/enqueue", exchange -> exchange.sendResponseHeaders(202, -1));
    people.createContext("/slack", exchange -> take(exchange, chats, 200));
    people.start();
  }

  @AfterEach
  void end() {
    gauge.close();
    people.stop(0);
  }

  private static void take(HttpExchange exchange, List<JsonObject> into, int well)
      throws IOException {
    try (exchange) {
      into.add(JsonObject.read(exchange.getRequestBody().readAllBytes()));
      exchange.sendResponseHeaders(well, -1);
    } catch (Malformed e) {
      exchange.sendResponseHeaders(400, -1);
    }
  }

  private Quay quay() throws IOException {
    return quay(BOAT);
  }

  private Quay quay(String runbook) throws IOException {
    String base = "http://127.0.0.1:" + people.getAddress().getPort();
    Portal.of(
        folder,
        """
        signals:
          errors: { http: "%s", json: errors, unit: ratio, every: 200ms }
        channels:
          on-call: { pagerduty: key, events: "%s/v2/enqueue", slack: "%s/slack" }
        """
            .formatted(gauge.url(), base, base));
    return new Quay(folder, runbook);
  }

  @Test
  void anEpisodeIsToldOnceAtItsBeginAndOnceAtItsEnd() throws Exception {
    try (Quay quay = quay()) {
      CompletableFuture<RunState> driven = inBackground(quay, quay.take());
      gauge.tells("{\"errors\": 0.03}");
      until(() -> alerts(quay).equals(List.of("began")));
      gauge.tells("{\"errors\": 0.002}");
      until(() -> alerts(quay).equals(List.of("began", "over")));
      until(() -> quay.journal.state(quay.id).step(2).phase() == StepState.Phase.WAITING);
      quay.as("bert").decide(quay.id, true, "");
      assertThat(driven.get(30, TimeUnit.SECONDS).standing()).isEqualTo(RunState.Standing.DONE);
    }
    assertThat(pages).hasSize(2);
    JsonObject page = pages.getFirst();
    assertThat(page.text("event_action")).isEqualTo("trigger");
    assertThat(page.text("dedup_key")).isEqualTo("towpath/2026-11-21-quay/alert-1");
    assertThat(page.object("payload").text("severity")).isEqualTo("error");
    assertThat(page.object("payload").text("summary")).contains("errors > 1% for 1s: it is so now");
    JsonObject details = page.object("payload").object("custom_details");
    assertThat(details.text("step")).startsWith("2. ");
    assertThat(details.text("signal errors")).containsPattern("[▁▂▃▄▅▆▇█]");
    assertThat(details.text("way back")).isNotEmpty();
    assertThat(Path.of(details.text("chart"))).content().contains("<svg", "limit 1%", "errors");
    assertThat(pages.getLast().text("event_action")).isEqualTo("resolve");
    assertThat(pages.getLast().text("dedup_key")).isEqualTo(page.text("dedup_key"));
    assertThat(chats).hasSize(2);
    assertThat(chats.getFirst().text("text"))
        .contains("(release 2026-11-21-quay on embedded, commit ", "\nway back: ", "\nchart: ");
    assertThat(chats.getLast().text("text")).contains("errors &gt; 1% for 1s: over");
  }

  @Test
  void anotherDriverDoesNotTellAgain() throws Exception {
    try (Quay quay = quay()) {
      gauge.tells("{\"errors\": 0.03}");
      CompletableFuture<RunState> first = inBackground(quay, quay.take());
      until(() -> alerts(quay).equals(List.of("began")));
      quay.letLeaseRunOut();
      CompletableFuture<RunState> second = inBackground(quay, quay.take());
      assertThat(first.handle((_, fault) -> fault != null).get(30, TimeUnit.SECONDS)).isTrue();
      int asked = gauge.asked();
      until(() -> gauge.asked() > asked + 15);
      gauge.tells("{\"errors\": 0.002}");
      until(() -> alerts(quay).equals(List.of("began", "over")));
      until(() -> quay.journal.state(quay.id).step(2).phase() == StepState.Phase.WAITING);
      quay.as("bert").decide(quay.id, true, "");
      assertThat(second.get(30, TimeUnit.SECONDS).standing()).isEqualTo(RunState.Standing.DONE);
    }
    assertThat(chats).hasSize(2);
  }

  @Test
  void whatIsStillSoWhenTheReleaseEndsIsOverForWhoeverWasTold() throws Exception {
    try (Quay quay = quay()) {
      gauge.tells("{\"errors\": 0.03}");
      CompletableFuture<RunState> driven = inBackground(quay, quay.take());
      until(() -> alerts(quay).equals(List.of("began")));
      until(() -> quay.journal.state(quay.id).step(2).phase() == StepState.Phase.WAITING);
      quay.as("bert").decide(quay.id, true, "");
      assertThat(driven.get(30, TimeUnit.SECONDS).standing()).isEqualTo(RunState.Standing.DONE);
      assertThat(alerts(quay)).containsExactly("began", "over");
    }
    assertThat(pages.getLast().text("event_action")).isEqualTo("resolve");
    assertThat(pages.getLast().object("payload").text("summary"))
        .contains("no longer looked at, the release is done");
  }

  @Test
  void twoRulesOfOneTextHaveAnEpisodeEach() throws Exception {
    String twice = "[errors > 1% for 1s -> on-call, errors > 1% for 1s -> on-call]";
    try (Quay quay = quay(BOAT.replace("[errors > 1% for 1s -> on-call]", twice))) {
      gauge.tells("{\"errors\": 0.03}");
      CompletableFuture<RunState> driven = inBackground(quay, quay.take());
      until(() -> alerts(quay).equals(List.of("began", "began")));
      until(() -> quay.journal.state(quay.id).step(2).phase() == StepState.Phase.WAITING);
      quay.as("bert").decide(quay.id, true, "");
      assertThat(driven.get(30, TimeUnit.SECONDS).standing()).isEqualTo(RunState.Standing.DONE);
    }
    assertThat(pages.stream().map(PagerTest::key))
        .containsOnly("towpath/2026-11-21-quay/alert-1", "towpath/2026-11-21-quay/alert-2")
        .hasSize(4);
  }

  private static String key(JsonObject page) {
    try {
      return page.text("dedup_key");
    } catch (Malformed e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatCannotBeReadTellsNobodyAndHoldsNothingUp() throws Exception {
    gauge.fails(500);
    people.stop(0);
    try (Quay quay = quay()) {
      CompletableFuture<RunState> driven = inBackground(quay, quay.take());
      until(() -> gauge.asked() > 3);
      until(() -> quay.journal.state(quay.id).step(2).phase() == StepState.Phase.WAITING);
      quay.as("bert").decide(quay.id, true, "");
      assertThat(driven.get(30, TimeUnit.SECONDS).standing()).isEqualTo(RunState.Standing.DONE);
      assertThat(alerts(quay)).isEmpty();
    }
  }

  @Test
  void settingsThatSomebodyEditsEndTheLookingAndTheRecordSaysSo() throws Exception {
    try (Quay quay = quay()) {
      Files.writeString(folder.resolve("towpath.yaml"), "somebody edits: [it");
      CompletableFuture<RunState> driven = inBackground(quay, quay.take());
      String failed = "alert-when failed: ProblemException";
      until(
          () ->
              quay.journal.state(quay.id).events().stream()
                  .anyMatch(event -> failed.equals(event.body().get("reason"))));
      until(() -> quay.journal.state(quay.id).step(2).phase() == StepState.Phase.WAITING);
      quay.as("bert").decide(quay.id, true, "");
      assertThat(driven.get(30, TimeUnit.SECONDS).standing()).isEqualTo(RunState.Standing.DONE);
    }
  }

  private static List<String> alerts(Quay quay) {
    return quay.journal.state(quay.id).events().stream()
        .filter(event -> event.body().containsKey("number"))
        .map(event -> event.text("state"))
        .toList();
  }

  private static void until(Callable<Boolean> so) {
    Awaitility.await().atMost(LIMIT).until(so);
  }

  private static CompletableFuture<RunState> inBackground(Quay quay, Lease lease) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return quay.driver(lease, quay.runbook).drive();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        DRIVERS);
  }
}
