package dev.towpath.component;

import dev.towpath.config.ComponentSettings.CloudRun;
import dev.towpath.config.ComponentSettings.Verb;
import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A service of Cloud Run, by the command `gcloud`: a deploy moves all traffic to the revision
/// whose image has the commit as its tag.
record CloudRunComponent(CloudRun service, Programs programs) implements Component {
  private static final long ALL = 100;
  private static final int LOG_LINES = 50;

  @Override
  public Optional<Revision> current() throws InterruptedException {
    JsonObject json =
        programs.json(
            programs.run(
                words(List.of("services", "describe", service.service()), "--format=json"),
                Map.of(),
                "be asked"));
    try {
      List<String> serving = new ArrayList<>();
      for (JsonObject part : json.object("status").objects("traffic")) {
        if (part.members().get("percent") instanceof Long percent && percent > 0) {
          serving.add(part.text("revisionName"));
          if (percent == ALL) {
            return Optional.of(revision(part.text("revisionName")));
          }
        }
      }
      if (serving.isEmpty()) {
        return Optional.empty();
      }
      throw ComponentProblems.failed(
              programs.settings(),
              "say what serves",
              "Its traffic is split between " + String.join(", ", serving) + ".")
          .exception();
    } catch (Malformed e) {
      throw programs.unread(e);
    }
  }

  private Revision revision(String name) throws InterruptedException {
    return revisions().stream()
        .filter(each -> each.id().equals(name))
        .findFirst()
        .orElse(new Revision(name, Optional.empty()));
  }

  /// Those that are ready, the newest first.
  private List<Revision> revisions() throws InterruptedException {
    List<Revision> revisions = new ArrayList<>();
    try {
      for (JsonObject each :
          programs.list(
              programs.run(
                  words(
                      List.of("revisions", "list", "--service=" + service.service()),
                      "--format=json"),
                  Map.of(),
                  "be asked"))) {
        if (isReady(each)) {
          String image = each.object("spec").objects("containers").getFirst().text("image");
          revisions.add(new Revision(each.object("metadata").text("name"), ImageTag.of(image)));
        }
      }
    } catch (Malformed e) {
      throw programs.unread(e);
    }
    return revisions;
  }

  private static boolean isReady(JsonObject revision) throws Malformed {
    for (JsonObject condition : revision.object("status").objects("conditions")) {
      if (condition.text("type").equals("Ready")) {
        return condition.text("status").equals("True");
      }
    }
    return false;
  }

  @Override
  public void deploy(String commit) throws InterruptedException {
    Revision revision =
        revisions().stream()
            .filter(each -> each.isOf(commit))
            .findFirst()
            .orElseThrow(
                () ->
                    ComponentProblems.notBuilt(
                            programs.settings(),
                            commit,
                            "No revision of the service that is ready has an image with it as"
                                + " its tag.")
                        .exception());
    traffic(revision, "be deployed");
  }

  @Override
  public void rollBack(Revision revision) throws InterruptedException {
    traffic(revision, "be rolled back");
  }

  private void traffic(Revision revision, String what) throws InterruptedException {
    programs.run(
        words(
            List.of("services", "update-traffic", service.service()),
            "--to-revisions=" + revision.id() + "=" + ALL),
        Map.of(),
        what);
  }

  @Override
  public List<String> status() throws InterruptedException {
    return programs
        .run(
            words(
                List.of("services", "describe", service.service()),
                "--format=value(status.url,status.latestReadyRevisionName)"),
            Map.of(),
            "be asked")
        .output();
  }

  @Override
  public List<String> logs() throws InterruptedException {
    return programs
        .run(
            words(List.of("services", "logs", "read", service.service()), "--limit=" + LOG_LINES),
            Map.of(),
            "be asked")
        .output();
  }

  @Override
  public void act(Verb verb) {
    throw ComponentProblems.failed(
            programs.settings(), verb.word(), "A service of Cloud Run can't do that.")
        .exception();
  }

  private List<String> words(List<String> command, String last) {
    List<String> words = new ArrayList<>(List.of("gcloud", "run"));
    words.addAll(command);
    words.add("--region=" + service.region());
    service.project().ifPresent(project -> words.add("--project=" + project));
    words.add("--quiet");
    words.add(last);
    return words;
  }
}
