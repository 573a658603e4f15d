package dev.towpath.release.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Messages to stand-ins that refuse what the published APIs refuse.
class NotifyTest {
  private static final String LINE =
      "a < b & c (release 2026-11-21-orders on production, commit c0ffee123456)";

  @TempDir Path folder;
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;
  private StepTrial trial;

  /// What a stand-in makes of the JSON that it is sent: a status.
  private interface Judge {
    int status(JsonObject json) throws Malformed;
  }

  @BeforeEach
  void serve() throws IOException {
    trial = new StepTrial(folder);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    on("/slack/s3cret", NotifyTest::slack);
    on("/teams", NotifyTest::teams);
    on("/v2/enqueue", NotifyTest::pagerDuty);
    on("/hook", json -> json.text("release").isEmpty() ? 400 : 204);
    on("/busy", _ -> asked.incrementAndGet() < 3 ? 429 : 200);
    on("/gone", _ -> 404);
    server.start();
    trial.variables.put("BASE", "http://localhost:" + server.getAddress().getPort());
    trial.variables.put("SLACK", trial.variables.get("BASE") + "/slack/s3cret");
    trial.variables.put("KEY", "0123456789abcdef0123456789abcdef");
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  @Test
  void eachChannelTakesTheMessage() throws Exception {
    StepResult.Done done =
        run(
            "{ say: a < b & c, slack: '${SLACK}', teams: '${BASE}/teams', webhook: '${BASE}/hook',"
                + " pagerduty: '${KEY}', events: '${BASE}/v2/enqueue', severity: warning,"
                + " command: 'echo \"$TOWPATH_MESSAGE\" > mail' }");
    assertThat(done.evidence()).containsEntry("message", LINE);
    assertThat(deliveries(done))
        .extracting(each -> each.get("channel") + " " + each.get("delivered"))
        .containsExactly(
            "slack true", "teams true", "pagerduty true", "webhook true", "command true");
    assertThat(taken).hasSize(4);
    assertThat(folder.resolve("mail")).hasContent(LINE);
    assertThat(done.toString() + trial.said).doesNotContain("s3cret", "0123456789abcdef");
  }

  @Test
  void whatIsBusyIsTriedAgain() throws Exception {
    StepResult.Done done = run("{ say: a, webhook: '${BASE}/busy' }");
    assertThat(deliveries(done))
        .singleElement()
        .satisfies(
            each -> assertThat(each).containsEntry("delivered", true).containsEntry("tries", 3));
  }

  @Test
  void whatCannotBeDeliveredStopsNothing() throws Exception {
    StepResult.Done done =
        run("{ say: a, slack: '${UNSET_URL}', teams: 'no url', webhook: '${BASE}/gone' }");
    assertThat(deliveries(done))
        .extracting(each -> each.get("tries") + " " + each.get("answered"))
        .containsExactly(
            "1 The environment variable UNSET_URL is not set.",
            "1 that is no URL that can be asked",
            "1 status 404");
    assertThat(trial.said).contains("warning: not told by webhook: status 404");
  }

  @Test
  void aMailServerThatIsAwayStopsNothing() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    StepResult.Done done =
        run(
            "{ say: a, email: { server: localhost, port: "
                + port
                + ", user: a, password: '${KEY}', from: a@example.com, to: [b@example.com] } }");
    assertThat(deliveries(done))
        .extracting(
            each -> each.get("channel") + " " + each.get("tries") + " " + each.get("answered"))
        .containsExactly("email 4 it can't be reached");
    assertThat(trial.said).contains("warning: not told by email: it can't be reached");
    assertThat(done.toString() + trial.said).doesNotContain("0123456789abcdef");
  }

  @Test
  void aCommandThatFailsIsTriedAgainAndTold() throws Exception {
    StepResult.Done done = run("{ say: a, command: 'echo x >> tries; echo no mail; exit 75' }");
    assertThat(deliveries(done))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each)
                    .containsEntry("delivered", false)
                    .containsEntry("tries", 4)
                    .containsEntry("answered", "ended with 75: no mail"));
    assertThat(folder.resolve("tries")).hasContent("x\nx\nx\nx");
  }

  /// An incoming webhook wants a text, in which these letters are escaped.
  private static int slack(JsonObject json) throws Malformed {
    boolean plain = json.names().equals(List.of("text"));
    return plain && json.text("text").startsWith("a &lt; b &amp; c (release") ? 200 : 400;
  }

  private static int teams(JsonObject json) throws Malformed {
    JsonObject attachment = json.objects("attachments").getFirst();
    JsonObject card = attachment.object("content");
    boolean well =
        json.text("type").equals("message")
            && attachment.text("contentType").equals("application/vnd.microsoft.card.adaptive")
            && card.text("type").equals("AdaptiveCard")
            && card.text("version").matches("1\\.[0-5]")
            && card.objects("body").getFirst().text("text").equals(LINE);
    return well ? 202 : 400;
  }

  private static int pagerDuty(JsonObject json) throws Malformed {
    JsonObject payload = json.object("payload");
    boolean well =
        json.text("routing_key").matches("[0-9a-zA-Z]{32}")
            && List.of("trigger", "acknowledge", "resolve").contains(json.text("event_action"))
            && json.text("dedup_key").equals("towpath/2026-11-21-orders/3")
            && json.text("dedup_key").length() <= 255
            && !payload.text("summary").isEmpty()
            && payload.text("source").equals("production")
            && payload.text("severity").equals("warning");
    return well ? 202 : 400;
  }

  private void on(String path, Judge judge) {
    server.createContext(path, exchange -> answer(exchange, judge));
  }

  private void answer(HttpExchange exchange, Judge judge) throws IOException {
    int status;
    try {
      JsonObject json = JsonObject.read(exchange.getRequestBody().readAllBytes());
      boolean post = exchange.getRequestMethod().equals("POST");
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      status = post && "application/json".equals(type) ? judge.status(json) : 415;
    } catch (Malformed e) {
      status = 400;
    }
    if (status / 100 == 2) {
      taken.add(exchange.getRequestURI().getPath());
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private StepResult.Done run(String notify) throws IOException, InterruptedException {
    return (StepResult.Done) trial.step("notify: " + notify).run(trial.context(3));
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, @Nullable Object>> deliveries(StepResult.Done done) {
    return (List<Map<String, @Nullable Object>>)
        Objects.requireNonNull(done.evidence().get("deliveries"));
  }
}
