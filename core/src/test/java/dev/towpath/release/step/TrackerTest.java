package dev.towpath.release.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.towpath.release.journal.RunEvent;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A release's comment under an issue, on stand-ins of both forges.
class TrackerTest {
  private static final String MARK = "<!-- towpath 2026-11-21-orders -->";

  @TempDir Path folder;

  @Test
  void githubHasOneCommentThatIsKeptUpToDate() throws Exception {
    String comments = "/repos/acme/portal/issues/481/comments";
    try (StandIn github = new StandIn(header("Authorization", "Bearer s3cret"))) {
      StepTrial trial = trial(github, "GITHUB_TOKEN");
      github.on("GET " + comments, "[{\"id\":1,\"body\":\"hello\"}]");
      github.on("POST " + comments, "{}");
      Step step = trial.step(notes("github: acme/portal"));
      step.run(trial.context(4));
      assertThat(github.told)
          .singleElement()
          .asString()
          .startsWith("POST " + comments + " {\"body\":\"" + MARK + "\\n# Release ");
      github.on("GET " + comments, "[{\"id\":9,\"body\":\"" + MARK + "\\n# old\"}]");
      github.on("PATCH /repos/acme/portal/issues/comments/9", "{}");
      step.run(trial.context(4));
      assertThat(github.told).hasSize(2);
      assertThat(github.told.getLast()).startsWith("PATCH /repos/acme/portal/issues/comments/9 ");
    }
  }

  @Test
  void gitlabHasOneNoteThatIsKeptUpToDate() throws Exception {
    String notes = "/projects/acme%2Fportal/issues/481/notes";
    try (StandIn gitlab = new StandIn(header("PRIVATE-TOKEN", "s3cret"))) {
      StepTrial trial = trial(gitlab, "GITLAB_TOKEN");
      gitlab.on("GET " + notes, "[{\"id\":9,\"body\":\"" + MARK + "\\n# old\"}]");
      gitlab.on("PUT " + notes + "/9", "{}");
      trial.step(notes("gitlab: acme/portal")).run(trial.context(4));
      assertThat(gitlab.told).singleElement().asString().startsWith("PUT " + notes + "/9 ");
      gitlab.on("GET " + notes, "[]");
      gitlab.on("POST " + notes, "{}");
      trial.step(notes("gitlab: acme/portal")).run(trial.context(4));
      assertThat(gitlab.told.getLast()).startsWith("POST " + notes + " ");
    }
  }

  @Test
  void aTrackerThatRefusesStopsTheStepAfterTheFilesAreWritten() throws Exception {
    try (StandIn github = new StandIn(header("Authorization", "Bearer other"))) {
      StepTrial trial = trial(github, "GITHUB_TOKEN");
      String text = notes("github: acme/portal");
      assertThat(trial.problem(text, 4).code()).isEqualTo("forge-unreachable");
      assertThat(folder.resolve("docs/releases/2026-11-21-orders.md")).exists();
      trial.variables.put("ISSUE", "../1");
      assertThat(trial.problem(text, 4).code()).isEqualTo("tracker-issue-unfit");
      assertThat(github.told).isEmpty();
    }
  }

  private StepTrial trial(StandIn forge, String token) {
    StepTrial trial = new StepTrial(folder);
    trial.variables.put("API", forge.url());
    trial.variables.put("ISSUE", "481");
    trial.variables.put(token, "s3cret");
    trial.events.add(
        new RunEvent(StepTrial.NOW, "linus", RunEvent.Kind.TAKEN, 0, Map.of("driver", "x")));
    return trial;
  }

  private static String notes(String forge) {
    return "notes: { tracker: { " + forge + ", issue: '${ISSUE}', api: '${API}' } }";
  }

  private static Predicate<HttpExchange> header(String name, String value) {
    return exchange -> value.equals(exchange.getRequestHeaders().getFirst(name));
  }
}
