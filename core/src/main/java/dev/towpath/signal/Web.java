package dev.towpath.signal;

import dev.towpath.config.Template;
import dev.towpath.http.LimitedClient;
import dev.towpath.http.NoAnswer;
import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import dev.towpath.probe.JsonPath;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Requests whose answers are JSON, with a limit on their time and on their bytes. Redirections are
/// not followed. Thread-safe.
final class Web implements AutoCloseable {
  private static final long LARGEST_ANSWER_BYTES = 1L << 20;
  private static final int OK = 200;

  private final LimitedClient client = new LimitedClient();

  /// An answer.
  record Json(Map<String, @Nullable Object> members) {
    double number(String path) throws NoNumber {
      Optional<String> text = JsonPath.find(members, path);
      if (text.isEmpty()) {
        throw new NoNumber("there is no number at " + path);
      }
      return NoNumber.number(text.get());
    }
  }

  Json get(String url, Map<String, String> headers, Duration limit)
      throws NoNumber, InterruptedException {
    return ask(url, headers, limit, HttpRequest.Builder::GET);
  }

  /// @param form what is posted, encoded
  Json post(String url, Map<String, String> headers, String form, Duration limit)
      throws NoNumber, InterruptedException {
    return ask(
        url,
        headers,
        limit,
        request ->
            request
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
  }

  private interface Method {
    HttpRequest.Builder of(HttpRequest.Builder request);
  }

  private Json ask(String url, Map<String, String> headers, Duration limit, Method method)
      throws NoNumber, InterruptedException {
    HttpRequest request;
    try {
      HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url));
      headers.forEach(builder::header);
      request = method.of(builder).build();
    } catch (IllegalArgumentException e) {
      throw new NoNumber("that is no URL, or no header, that can be asked");
    }
    HttpResponse<byte[]> answer = answer(request, limit);
    if (answer.statusCode() != OK) {
      throw new NoNumber("status " + answer.statusCode() + said(answer.body()));
    }
    try {
      return new Json(JsonObject.read(answer.body()).members());
    } catch (Malformed e) {
      throw new NoNumber("the answer can't be read: " + e.getMessage());
    }
  }

  private HttpResponse<byte[]> answer(HttpRequest request, Duration limit)
      throws NoNumber, InterruptedException {
    try {
      return client.send(request, LimitedClient.limiting(LARGEST_ANSWER_BYTES), limit);
    } catch (NoAnswer e) {
      throw new NoNumber(e.why());
    }
  }

  /// What Prometheus says about an error.
  private static String said(byte[] body) {
    try {
      return JsonObject.read(body).maybeText("error").map(error -> ": " + error).orElse("");
    } catch (Malformed e) {
      return "";
    }
  }

  static Map<String, String> headers(Map<String, Template> headers, Map<String, String> variables) {
    Map<String, String> expanded = new LinkedHashMap<>();
    headers.forEach((name, value) -> expanded.put(name, value.expand(variables)));
    return expanded;
  }

  @Override
  public void close() {
    client.close();
  }
}
