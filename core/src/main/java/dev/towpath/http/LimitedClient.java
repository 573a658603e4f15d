package dev.towpath.http;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends requests, each with a limit on the time until the whole of its answer is there.
/// Redirections are not followed, so that a token goes nowhere else. Thread-safe.
public final class LimitedClient implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();

  /// Reads an answer into memory, and refuses one that has more bytes.
  public static BodyHandler<byte[]> limiting(long bytes) {
    return _ -> new LimitedBody(bytes);
  }

  /// A thread of its own waits for the answer: the request's own limit ends with the first bytes,
  /// and the client's own way to wait needs threads that the process shares, all of which may be
  /// busy.
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body, Duration limit)
      throws NoAnswer, InterruptedException {
    FutureTask<HttpResponse<T>> answer = new FutureTask<>(() -> client.send(request, body));
    Thread.ofVirtual().name("http").start(answer);
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw NoAnswer.within(limit);
    } catch (ExecutionException e) {
      throw NoAnswer.because(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
