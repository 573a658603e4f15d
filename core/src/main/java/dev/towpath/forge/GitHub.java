package dev.towpath.forge;

import dev.towpath.forge.CommitFacts.Check;
import dev.towpath.forge.CommitFacts.Pull;
import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A repository on GitHub, by its REST API.
record GitHub(ForgeApi api) implements Forge {
  private static final List<String> GREEN = List.of("success", "neutral", "skipped");

  static GitHub of(String repository, String root, String token) {
    Map<String, String> headers =
        Map.of(
            "Accept", "application/vnd.github+json",
            "X-GitHub-Api-Version", "2022-11-28",
            "Authorization", "Bearer " + token);
    return new GitHub(new ForgeApi("GitHub", repository, root + "/repos/" + repository, headers));
  }

  @Override
  public CommitFacts facts(String commit) throws InterruptedException {
    try {
      return new CommitFacts(checks(commit), pull(commit));
    } catch (Malformed e) {
      throw api.unread(e);
    }
  }

  @Override
  public void comment(long issue, String mark, String text) throws InterruptedException {
    Map<String, Object> body = Map.of("body", mark + "\n" + text);
    try {
      for (JsonObject each : api.pages("/issues/" + issue + "/comments")) {
        if (each.maybeText("body").orElse("").startsWith(mark)) {
          api.send("PATCH", "/issues/comments/" + each.number("id"), body);
          return;
        }
      }
      api.send("POST", "/issues/" + issue + "/comments", body);
    } catch (Malformed e) {
      throw api.unread(e);
    }
  }

  /// Both ways in which a check can be told: check runs and commit statuses.
  private List<Check> checks(String commit) throws InterruptedException, Malformed {
    List<Check> checks = new ArrayList<>();
    JsonObject runs = api.object("/commits/" + commit + "/check-runs?per_page=" + ForgeApi.PAGE);
    api.requireWhole(runs.number("total_count"));
    for (JsonObject run : runs.objects("check_runs")) {
      boolean ended = run.text("status").equals("completed");
      String state = ended ? run.maybeText("conclusion").orElse("unknown") : "pending";
      checks.add(new Check(run.text("name"), state, GREEN.contains(state)));
    }
    JsonObject statuses = api.object("/commits/" + commit + "/status?per_page=" + ForgeApi.PAGE);
    api.requireWhole(statuses.number("total_count"));
    for (JsonObject status : statuses.objects("statuses")) {
      String state = status.text("state");
      checks.add(new Check(status.text("context"), state, state.equals("success")));
    }
    return List.copyOf(checks);
  }

  private Optional<Pull> pull(String commit) throws InterruptedException, Malformed {
    List<Pull> all = new ArrayList<>();
    for (JsonObject pull : api.list("/commits/" + commit + "/pulls")) {
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
        Tasks.open(pull.maybeText("body").orElse("")),
        said(words, "APPROVED"),
        said(words, "CHANGES_REQUESTED"));
  }

  private static List<String> said(Map<String, String> words, String word) {
    return words.keySet().stream().filter(each -> word.equals(words.get(each))).toList();
  }

  /// The last word of each reviewer; a comment alone is none.
  private Map<String, String> words(long number, String author)
      throws InterruptedException, Malformed {
    Map<String, String> words = new TreeMap<>();
    for (JsonObject review : api.list("/pulls/" + number + "/reviews")) {
      Optional<JsonObject> user = review.maybeObject("user");
      String state = review.text("state");
      if (user.isPresent() && !state.equals("COMMENTED") && !state.equals("PENDING")) {
        words.put(user.get().text("login"), state);
      }
    }
    words.remove(author);
    return words;
  }
}
