package dev.towpath.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/// What comes of a request is an answer as a whole, or words why there is none.
class LimitedClientTest {
  private static final Duration AMPLE = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final int MOST_BYTES = 100_000;

  @Test
  void anAnswerMayHaveAsManyBytesAsItsLimit() throws Exception {
    try (FalseServer server = answering("x".repeat(MOST_BYTES))) {
      assertThat(send(server.url(), AMPLE).body()).hasSize(MOST_BYTES).containsOnly('x');
    }
  }

  @Test
  void aLongerOneIsRefused() {
    try (FalseServer server = answering("x".repeat(MOST_BYTES + 1))) {
      NoAnswer none = none(server.url(), AMPLE);
      assertThat(none.why()).isEqualTo("no answer: it is longer than 100000 bytes");
      assertThat(none.isLate()).isFalse();
    }
  }

  @Test
  void anEndlessOneIsRefusedBeforeTimeIsUp() {
    try (FalseServer server = new FalseServer(LimitedClientTest::withoutEnd)) {
      assertThat(none(server.url(), AMPLE).why()).contains("longer than 100000 bytes");
    }
  }

  @Test
  void anAnswerThatIsBegunButNotEndedIsLate() {
    CountDownLatch never = new CountDownLatch(1);
    try (FalseServer server = new FalseServer(exchange -> begun(exchange, never))) {
      NoAnswer none = none(server.url(), SHORT);
      assertThat(none.why()).isEqualTo("no answer within 200 ms");
      assertThat(none.isLate()).isTrue();
    } finally {
      never.countDown();
    }
  }

  @Test
  void nobodyThereIsSaidWithoutTheUrl() {
    FalseServer gone = answering("");
    gone.close();
    NoAnswer none = none(gone.url() + "/t0ken", AMPLE);
    assertThat(none.why()).isEqualTo("no answer: nothing listens there");
    assertThat(none.isLate()).isFalse();
  }

  @Test
  void aRedirectionIsAnAnswer() throws Exception {
    try (FalseServer server =
        new FalseServer(
            exchange -> {
              exchange.getResponseHeaders().add("Location", "/elsewhere");
              FalseServer.answer(exchange, 302, "");
            })) {
      assertThat(send(server.url(), AMPLE).statusCode()).isEqualTo(302);
    }
  }

  /// The pool that the JDK's client completes its answers on when it isn't asked from a thread.
  @Test
  void itNeedsNoThreadThatOthersHold() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    for (int i = 0; i < ForkJoinPool.commonPool().getParallelism() * 2; i++) {
      ForkJoinPool.commonPool().execute(() -> await(held));
    }
    try (FalseServer server = answering("well")) {
      assertThat(send(server.url(), AMPLE).body()).asString().isEqualTo("well");
    } finally {
      held.countDown();
    }
  }

  private static NoAnswer none(String url, Duration limit) {
    return catchThrowableOfType(NoAnswer.class, () -> send(url, limit));
  }

  private static HttpResponse<byte[]> send(String url, Duration limit)
      throws NoAnswer, InterruptedException {
    try (LimitedClient client = new LimitedClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
      return client.send(request, LimitedClient.limiting(MOST_BYTES), limit);
    }
  }

  private static FalseServer answering(String text) {
    HttpHandler handler = exchange -> FalseServer.answer(exchange, 200, text);
    return new FalseServer(handler);
  }

  private static void begun(HttpExchange exchange, CountDownLatch never) throws IOException {
    exchange.sendResponseHeaders(200, 10);
    exchange.getResponseBody().write('x');
    exchange.getResponseBody().flush();
    await(never);
  }

  private static void withoutEnd(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      while (true) {
        body.write(new byte[1000]);
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
