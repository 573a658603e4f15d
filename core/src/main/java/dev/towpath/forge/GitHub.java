package dev.towpath.forge;

import dev.towpath.config.Template;
import dev.towpath.forge.CommitFacts.Check;
import dev.towpath.forge.CommitFacts.Pull;
import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A repository on GitHub, by its REST API.
///
/// @param repository `owner/name`
/// @param api the API's URL
public record GitHub(
    String repository, Template token, Template api, Map<String, String> variables) {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final long LARGEST_ANSWER_BYTES = 16L << 20;

  /// The most that one page has; what has more is refused, since a part is no proof.
  private static final int PAGE = 100;

  private static final List<String> GREEN = List.of("success", "neutral", "skipped");

  /// What is known of a commit.
  ///
  /// @throws ProblemException with `forge-unreachable`
  public CommitFacts facts(String commit) throws InterruptedException {
    try {
      return new CommitFacts(checks(commit), pull(commit));
    } catch (Malformed e) {
      throw unreachable("GitHub answers what is not known: " + e.getMessage());
    }
  }

  /// Both ways in which a check can be told: check runs and commit statuses.
  private List<Check> checks(String commit) throws InterruptedException, Malformed {
    List<Check> checks = new ArrayList<>();
    JsonObject runs = object("/commits/" + commit + "/check-runs?per_page=" + PAGE);
    requireWhole(runs.number("total_count"));
    for (JsonObject run : runs.objects("check_runs")) {
      boolean ended = run.text("status").equals("completed");
      String state = ended ? run.maybeText("conclusion").orElse("unknown") : "pending";
      checks.add(new Check(run.text("name"), state, GREEN.contains(state)));
    }
    JsonObject statuses = object("/commits/" + commit + "/status?per_page=" + PAGE);
    requireWhole(statuses.number("total_count"));
    for (JsonObject status : statuses.objects("statuses")) {
      String state = status.text("state");
      checks.add(new Check(status.text("context"), state, state.equals("success")));
    }
    return List.copyOf(checks);
  }

  private Optional<Pull> pull(String commit) throws InterruptedException, Malformed {
    List<JsonObject> pulls = list("/commits/" + commit + "/pulls?per_page=" + PAGE);
    List<Pull> all = new ArrayList<>();
    for (JsonObject pull : pulls) {
      all.add(pull(pull));
    }
    return all.stream().max(Comparator.comparingLong(Pull::number));
  }

  private Pull pull(JsonObject pull) throws InterruptedException, Malformed {
    long number = pull.number("number");
    List<String> labels = new ArrayList<>();
    for (JsonObject label : pull.objects("labels")) {
      labels.add(label.text("name"));
    }
    Map<String, String> words = words(number, pull.object("user").text("login"));
    return new Pull(
        number,
        List.copyOf(labels),
        openTasks(pull.maybeText("body").orElse("")),
        words.keySet().stream().filter(each -> "APPROVED".equals(words.get(each))).toList(),
        words.keySet().stream()
            .filter(each -> "CHANGES_REQUESTED".equals(words.get(each)))
            .toList());
  }

  /// The last word of each reviewer; a comment alone is none.
  private Map<String, String> words(long number, String author)
      throws InterruptedException, Malformed {
    List<JsonObject> reviews = list("/pulls/" + number + "/reviews?per_page=" + PAGE);
    requireWhole(reviews.size() == PAGE ? PAGE + 1L : reviews.size());
    Map<String, String> words = new TreeMap<>();
    for (JsonObject review : reviews) {
      Optional<JsonObject> user = review.maybeObject("user");
      String state = review.text("state");
      if (user.isPresent() && !state.equals("COMMENTED") && !state.equals("PENDING")) {
        words.put(user.get().text("login"), state);
      }
    }
    words.remove(author);
    return words;
  }

  private static List<String> openTasks(String body) {
    return body.lines()
        .map(String::strip)
        .filter(line -> line.matches("[-*+] \\[ ] .+"))
        .map(line -> line.substring(6))
        .toList();
  }

  private void requireWhole(long count) {
    if (count > PAGE) {
      throw unreachable("It has more than " + PAGE + " entries, and a part of them is no proof.");
    }
  }

  private JsonObject object(String path) throws InterruptedException, Malformed {
    return JsonObject.read(ask(path).getBytes(StandardCharsets.UTF_8));
  }

  private List<JsonObject> list(String path) throws InterruptedException, Malformed {
    String text = "{\"all\":" + ask(path) + "}";
    return JsonObject.read(text.getBytes(StandardCharsets.UTF_8)).objects("all");
  }

  private String ask(String path) throws InterruptedException {
    String uri = api.expand(variables) + "/repos/" + repository + path;
    HttpClient client = HttpClient.newHttpClient();
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(uri))
              .header("Accept", "application/vnd.github+json")
              .header("X-GitHub-Api-Version", "2022-11-28")
              .header("Authorization", "Bearer " + token.expand(variables))
              .build();
      HttpResponse<byte[]> answer =
          client
              .sendAsync(
                  request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER_BYTES))
              .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      if (answer.statusCode() != 200) {
        throw unreachable("GET " + path + " is answered " + answer.statusCode() + ".");
      }
      return new String(answer.body(), StandardCharsets.UTF_8);
    } catch (ExecutionException | TimeoutException | IllegalArgumentException e) {
      throw unreachable("Its API can't be reached.");
    } finally {
      client.shutdownNow();
    }
  }

  private ProblemException unreachable(String why) {
    return Problem.of(
            "forge-unreachable", Exit.UNREACHABLE, "GitHub doesn't tell about " + repository + ".")
        .because(why)
        .leaving("Nothing was changed.")
        .next("See that the token may read checks and pull requests; then retry the step.")
        .exception();
  }
}
