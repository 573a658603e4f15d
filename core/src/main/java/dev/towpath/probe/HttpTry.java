package dev.towpath.probe;

import dev.towpath.config.Probe;
import dev.towpath.http.LimitedClient;
import dev.towpath.http.NoAnswer;
import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One GET request, and what is wrong with its answer. Redirections are not followed: the status
/// of the asked page itself is what counts.
final class HttpTry {
  private static final long LARGEST_BODY_BYTES = 4L << 20;

  private HttpTry() {}

  static Said of(Probe.Http http, Map<String, String> variables, Duration limit)
      throws InterruptedException {
    HttpRequest request;
    try {
      HttpRequest.Builder builder =
          HttpRequest.newBuilder(URI.create(http.url().expand(variables)));
      http.headers().forEach((name, value) -> builder.header(name, value.expand(variables)));
      request = builder.build();
    } catch (IllegalArgumentException e) {
      return new Said(false, "that is no URL, or no header, that can be asked");
    }
    try (LimitedClient client = new LimitedClient()) {
      return judge(http, client.send(request, LimitedClient.limiting(LARGEST_BODY_BYTES), limit));
    } catch (NoAnswer e) {
      return new Said(false, e.why());
    }
  }

  private static Said judge(Probe.Http http, HttpResponse<byte[]> answer) {
    List<String> words = new ArrayList<>();
    words.add("status " + answer.statusCode());
    if (answer.statusCode() != http.status()) {
      return new Said(false, words.getFirst() + " instead of " + http.status());
    }
    boolean well = true;
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    if (http.body().filter(part -> !body.contains(part)).isPresent()) {
      well = false;
      words.add("without '" + http.body().orElse("") + "'");
    }
    if (!http.json().isEmpty()) {
      well &= json(http.json(), answer.body(), words);
    }
    return new Said(well, String.join(", ", words));
  }

  private static boolean json(Map<String, String> expected, byte[] body, List<String> words) {
    JsonObject json;
    try {
      json = JsonObject.read(body);
    } catch (Malformed e) {
      words.add(e.getMessage());
      return false;
    }
    boolean well = true;
    for (Map.Entry<String, String> each : expected.entrySet()) {
      Optional<String> found = JsonPath.find(json.members(), each.getKey());
      boolean same = found.equals(Optional.of(each.getValue()));
      well &= same;
      words.add(
          each.getKey()
              + found.map(value -> " is " + value).orElse(" is missing")
              + (same ? "" : " instead of " + each.getValue()));
    }
    return well;
  }
}
