package dev.towpath.release.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.towpath.http.FalseServer;
import dev.towpath.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// GitHub's REST API as a stand-in, which refuses what the published one refuses.
class AskForgeTest {
  private static final String ALL =
      "forge: { github: acme/portal, checks: green, reviews: 2, labels: [release], tasks: done,"
          + " api: '${API}' }";

  @TempDir Path folder;
  private final Map<String, String> answers = new HashMap<>();
  private FalseServer server;
  private StepTrial trial;

  @BeforeEach
  void serve() throws IOException {
    trial = new StepTrial(folder);
    server = new FalseServer(this::answer);
    trial.variables.put("API", server.url());
    trial.variables.put("GITHUB_TOKEN", "ghp_s3cret");
    String commit = "/commits/" + trial.commit.orElseThrow();
    answers.put(commit + "/check-runs", runs("completed\",\"conclusion\":\"success"));
    answers.put(
        commit + "/status",
        "{\"state\":\"success\",\"total_count\":1,"
            + "\"statuses\":[{\"context\":\"ci/lint\",\"state\":\"success\"}]}");
    answers.put(commit + "/pulls", pulls("- [x] tests\\n- [x] docs"));
    answers.put(
        "/pulls/7/reviews",
        "["
            + String.join(
                ",",
                review("grace", "CHANGES_REQUESTED"),
                review("grace", "APPROVED"),
                review("grace", "COMMENTED"),
                review("linus", "APPROVED"),
                review("ada", "APPROVED"))
            + "]");
  }

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void aCommitThatIsReadyGoesOn() throws Exception {
    StepResult.Done done = (StepResult.Done) trial.step(ALL).run(trial.context(1));
    assertThat(done.evidence())
        .containsEntry("checks", List.of("test: success", "ci/lint: success"))
        .containsEntry("pull", 7L)
        .containsEntry("approved-by", List.of("grace", "linus"))
        .containsEntry("open-tasks", List.of());
  }

  @Test
  void whatIsMissingIsSaidAtOnce() throws Exception {
    String commit = "/commits/" + trial.commit.orElseThrow();
    answers.put(commit + "/check-runs", runs("in_progress\",\"conclusion\":null,\"x\":\""));
    answers.put(commit + "/pulls", pulls("- [ ] docs").replace("release", "draft"));
    answers.put(
        "/pulls/7/reviews",
        "[" + review("linus", "APPROVED") + "," + review("grace", "CHANGES_REQUESTED") + "]");
    StepResult.Stopped stopped = (StepResult.Stopped) trial.step(ALL).run(trial.context(1));
    assertThat(stopped.problem().code()).isEqualTo("forge-refuses");
    assertThat(stopped.problem().why())
        .isEqualTo(
            "The check test: pending. 1 of 2 reviews approve. grace asks for changes."
                + " The label 'release' is missing. The task is open: docs");
  }

  @Test
  void aRoleIsReviewedByOneOfItsOwn() throws Exception {
    String settings = "reviewers: { dba: [grace], platform-lead: [%s], security: [mallory] }\n";
    String step =
        "forge: { github: acme/portal, reviews: { dba: 1, platform-lead: 1 }, api: '${API}' }";
    Files.writeString(folder.resolve("towpath.yaml"), settings.formatted("linus, grace"));
    assertThat(trial.step(step).run(trial.context(1))).isInstanceOf(StepResult.Done.class);
    assertThat(trial.step(step).files()).containsExactly(Path.of("towpath.yaml"));
    Files.writeString(folder.resolve("towpath.yaml"), settings.formatted("grace"));
    assertThat(refused(step)).isEqualTo("One person's review counts for one role alone.");
    Files.writeString(folder.resolve("towpath.yaml"), settings.formatted("ada, mallory"));
    assertThat(refused(step)).isEqualTo("0 of 1 reviews as platform-lead approve.");
  }

  @Test
  void aRoleThatNobodyHoldsIsFoundBeforeAnythingRuns() throws Exception {
    Files.writeString(folder.resolve("towpath.yaml"), "reviewers: { dba: [grace] }\n");
    Step step = trial.step("forge: { github: acme/portal, reviews: { dbas: 1 }, api: '${API}' }");
    assertThat(step.lack(trial.context(1).settings()).orElseThrow())
        .satisfies(
            lack -> {
              assertThat(lack.code()).isEqualTo("reviewers-unknown");
              assertThat(lack.next()).isEqualTo("Did you mean 'dba'?");
            });
  }

  private String refused(String step) throws IOException, InterruptedException {
    return ((StepResult.Stopped) trial.step(step).run(trial.context(1))).problem().why();
  }

  @Test
  void noDataIsNotGoodData() throws Exception {
    String commit = "/commits/" + trial.commit.orElseThrow();
    answers.put(commit + "/check-runs", "{\"total_count\":0,\"check_runs\":[]}");
    answers.put(commit + "/status", "{\"state\":\"pending\",\"total_count\":0,\"statuses\":[]}");
    answers.put(commit + "/pulls", "[]");
    StepResult.Stopped stopped = (StepResult.Stopped) trial.step(ALL).run(trial.context(1));
    assertThat(stopped.problem().why())
        .isEqualTo("The commit has no checks. The commit has no pull request.");
    trial.commit = Optional.empty();
    assertThat(trial.step(ALL).run(trial.context(1))).isInstanceOf(StepResult.Stopped.class);
  }

  @Test
  void whatGitHubRefusesIsSaidWithoutTheToken() throws Exception {
    trial.variables.put("GITHUB_TOKEN", "ghp_wr0ng");
    Problem problem = trial.problem(ALL, 1);
    assertThat(problem.code()).isEqualTo("forge-unreachable");
    assertThat(problem.why()).contains("401").doesNotContain("wr0ng");
  }

  private static String runs(String status) {
    return "{\"total_count\":1,\"check_runs\":[{\"name\":\"test\",\"status\":\"" + status + "\"}]}";
  }

  private static String pulls(String body) {
    return "[{\"number\":7,\"user\":{\"login\":\"ada\"},\"labels\":[{\"name\":\"release\"}],"
        + "\"body\":\""
        + body
        + "\"},{\"number\":3,\"user\":{\"login\":\"x\"},\"labels\":[],\"body\":null}]";
  }

  private static String review(String by, String state) {
    return "{\"user\":{\"login\":\"%s\"},\"state\":\"%s\"}".formatted(by, state);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String found = answers.get(path.replaceFirst("^/repos/acme/portal", ""));
    if (path.equals("/repos/acme/portal/pulls/3/reviews")) {
      found = "[]";
    }
    boolean plain =
        "application/vnd.github+json".equals(exchange.getRequestHeaders().getFirst("Accept"))
            && exchange.getRequestHeaders().containsKey("User-Agent")
            && exchange.getRequestURI().getQuery().matches("per_page=100(&page=1)?");
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    int status = "Bearer ghp_s3cret".equals(token) ? found == null ? 404 : plain ? 200 : 422 : 401;
    FalseServer.answer(exchange, status, status == 200 && found != null ? found : "{}");
  }
}
