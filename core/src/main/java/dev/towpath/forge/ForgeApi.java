package dev.towpath.forge;

import dev.towpath.http.LimitedClient;
import dev.towpath.http.NoAnswer;
import dev.towpath.json.CanonicalJson;
import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The API of a forge about one repository: JSON over HTTP, with limits of time and size.
///
/// @param forge its name, for people
/// @param root the URL that every path is behind
/// @param headers with the token; never shown
record ForgeApi(String forge, String repository, String root, Map<String, String> headers) {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final long LARGEST_ANSWER_BYTES = 16L << 20;
  private static final int MOST_PAGES = 20;

  /// The most that one page has; what has more is refused where a part is no proof.
  static final int PAGE = 100;

  JsonObject object(String path) throws InterruptedException, Malformed {
    return JsonObject.read(send("GET", path, Map.of()));
  }

  /// A list that has one page; a longer one is refused.
  List<JsonObject> list(String path) throws InterruptedException, Malformed {
    List<JsonObject> list = page(path, 1);
    requireWhole(list.size() == PAGE ? PAGE + 1L : list.size());
    return list;
  }

  /// A list of several pages.
  List<JsonObject> pages(String path) throws InterruptedException, Malformed {
    List<JsonObject> all = new ArrayList<>();
    for (int page = 1; page <= MOST_PAGES; page++) {
      List<JsonObject> next = page(path, page);
      all.addAll(next);
      if (next.size() < PAGE) {
        return all;
      }
    }
    throw unreachable("It has more than " + MOST_PAGES * PAGE + " entries.");
  }

  private List<JsonObject> page(String path, int page) throws InterruptedException, Malformed {
    String query = (path.contains("?") ? "&" : "?") + "per_page=" + PAGE + "&page=" + page;
    String text = new String(send("GET", path + query, Map.of()), StandardCharsets.UTF_8);
    return JsonObject.read(("{\"all\":" + text + "}").getBytes(StandardCharsets.UTF_8))
        .objects("all");
  }

  void requireWhole(long count) {
    if (count > PAGE) {
      throw unreachable("It has more than " + PAGE + " entries, and a part of them is no proof.");
    }
  }

  /// Asks, or tells; anything but success is a problem.
  byte[] send(String method, String path, Map<String, Object> body) throws InterruptedException {
    try (LimitedClient client = new LimitedClient()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(root + path))
              .method(
                  method,
                  body.isEmpty()
                      ? BodyPublishers.noBody()
                      : BodyPublishers.ofByteArray(CanonicalJson.bytes(body)));
      headers.forEach(request::header);
      if (!body.isEmpty()) {
        request.header("Content-Type", "application/json");
      }
      HttpResponse<byte[]> answer =
          client.send(request.build(), LimitedClient.limiting(LARGEST_ANSWER_BYTES), LIMIT);
      if (answer.statusCode() / 100 != 2) {
        throw unreachable(method + " " + path + " is answered " + answer.statusCode() + ".");
      }
      return answer.body();
    } catch (NoAnswer | IllegalArgumentException e) {
      throw unreachable("Its API can't be reached.");
    }
  }

  ProblemException unread(Malformed e) {
    return unreachable(forge + " answers what is not known: " + e.getMessage());
  }

  ProblemException unreachable(String why) {
    return Problem.of(
            "forge-unreachable",
            Exit.UNREACHABLE,
            forge + " doesn't answer about " + repository + ".")
        .because(why)
        .leaving("Nothing was changed.")
        .next("See that the token may do this in " + repository + "; then retry the step.")
        .exception();
  }
}
