package dev.towpath.forge;

import dev.towpath.forge.CommitFacts.Check;
import dev.towpath.forge.CommitFacts.Pull;
import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A project on GitLab, by its REST API, version 4. A pull request is a merge request there.
record GitLab(ForgeApi api) implements Forge {
  static GitLab of(String project, String root, String token) {
    String id = URLEncoder.encode(project, StandardCharsets.UTF_8);
    return new GitLab(
        new ForgeApi("GitLab", project, root + "/projects/" + id, Map.of("PRIVATE-TOKEN", token)));
  }

  @Override
  public CommitFacts facts(String commit) throws InterruptedException {
    try {
      return new CommitFacts(pipelines(commit), request(commit));
    } catch (Malformed e) {
      throw api.unread(e);
    }
  }

  @Override
  public void comment(long issue, String mark, String text) throws InterruptedException {
    String notes = "/issues/" + issue + "/notes";
    Map<String, Object> body = Map.of("body", mark + "\n" + text);
    try {
      for (JsonObject each : api.pages(notes)) {
        if (each.text("body").startsWith(mark)) {
          api.send("PUT", notes + "/" + each.number("id"), body);
          return;
        }
      }
      api.send("POST", notes, body);
    } catch (Malformed e) {
      throw api.unread(e);
    }
  }

  /// The newest pipeline of each branch, tag and source; a skipped one proves nothing.
  private List<Check> pipelines(String commit) throws InterruptedException, Malformed {
    Map<String, JsonObject> newest = new TreeMap<>();
    for (JsonObject pipeline : api.list("/pipelines?sha=" + commit)) {
      String of = pipeline.maybeText("source").orElse("") + " " + pipeline.text("ref");
      JsonObject other = newest.get(of);
      if (other == null || other.number("id") < pipeline.number("id")) {
        newest.put(of, pipeline);
      }
    }
    List<Check> checks = new ArrayList<>();
    for (JsonObject pipeline : newest.values()) {
      String state = pipeline.text("status");
      String name = "pipeline " + pipeline.number("id") + " of " + pipeline.text("ref");
      checks.add(new Check(name, state, state.equals("success")));
    }
    return List.copyOf(checks);
  }

  private Optional<Pull> request(String commit) throws InterruptedException, Malformed {
    long newest = 0;
    for (JsonObject each : api.list("/repository/commits/" + commit + "/merge_requests")) {
      newest = Math.max(newest, each.number("iid"));
    }
    return newest == 0 ? Optional.empty() : Optional.of(request(newest));
  }

  private Pull request(long number) throws InterruptedException, Malformed {
    String path = "/merge_requests/" + number;
    JsonObject request = api.object(path);
    String author = request.object("author").text("username");
    List<String> approved = new ArrayList<>();
    for (JsonObject each : api.object(path + "/approvals").objects("approved_by")) {
      approved.add(each.object("user").text("username"));
    }
    approved.remove(author);
    List<String> refused = new ArrayList<>();
    for (JsonObject each : api.list(path + "/reviewers")) {
      if (each.text("state").equals("requested_changes")) {
        refused.add(each.object("user").text("username"));
      }
    }
    return new Pull(
        number,
        request.texts("labels"),
        openTasks(request),
        List.copyOf(approved),
        List.copyOf(refused));
  }

  /// GitLab counts the tasks itself; what it counts beyond those in the text is open too.
  private static List<String> openTasks(JsonObject request) throws Malformed {
    List<String> open = new ArrayList<>(Tasks.open(request.maybeText("description").orElse("")));
    JsonObject status = request.object("task_completion_status");
    long left = status.number("count") - status.number("completed_count");
    while (open.size() < left) {
      open.add("another one");
    }
    return List.copyOf(open);
  }
}
