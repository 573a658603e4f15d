package dev.towpath.release.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// GitLab's REST API, version 4, as a stand-in.
class AskGitLabTest {
  private static final String ALL =
      "forge: { gitlab: acme/shop/portal, checks: green, reviews: 1, labels: [release],"
          + " tasks: done, api: '${API}' }";
  private static final String PROJECT = "GET /projects/acme%2Fshop%2Fportal";
  private static final String REQUEST = PROJECT + "/merge_requests/7";

  @TempDir Path folder;
  private StandIn gitlab;
  private StepTrial trial;

  @BeforeEach
  void serve() throws IOException {
    gitlab =
        new StandIn(
            exchange ->
                "glpat-s3cret".equals(exchange.getRequestHeaders().getFirst("PRIVATE-TOKEN")));
    trial = new StepTrial(folder);
    trial.variables.put("API", gitlab.url());
    trial.variables.put("GITLAB_TOKEN", "glpat-s3cret");
    String requests = PROJECT + "/repository/commits/" + trial.commit.orElseThrow();
    gitlab.on(requests + "/merge_requests", "[{\"iid\":7},{\"iid\":3}]");
    gitlab.on(
        PROJECT + "/pipelines", "[" + pipeline(11, "success") + "," + pipeline(10, "failed") + "]");
    request("- [x] docs", 1);
    gitlab.on(
        REQUEST + "/approvals",
        "{\"approved_by\":[{\"user\":{\"username\":\"grace\"}},"
            + "{\"user\":{\"username\":\"ada\"}}]}");
    gitlab.on(
        REQUEST + "/reviewers", "[{\"user\":{\"username\":\"grace\"},\"state\":\"approved\"}]");
  }

  @AfterEach
  void end() {
    gitlab.close();
  }

  @Test
  void aCommitThatIsReadyGoesOn() throws Exception {
    StepResult.Done done = (StepResult.Done) trial.step(ALL).run(trial.context(1));
    assertThat(done.evidence())
        .containsEntry("checks", List.of("pipeline 11 of main: success"))
        .containsEntry("pull", 7L)
        .containsEntry("approved-by", List.of("grace"))
        .containsEntry("open-tasks", List.of());
  }

  @Test
  void whatIsMissingIsSaidAtOnce() throws Exception {
    gitlab.on(PROJECT + "/pipelines", "[" + pipeline(11, "skipped") + "]");
    request("- [ ] docs", 0);
    gitlab.on(REQUEST + "/approvals", "{\"approved_by\":[{\"user\":{\"username\":\"ada\"}}]}");
    gitlab.on(
        REQUEST + "/reviewers",
        "[{\"user\":{\"username\":\"grace\"},\"state\":\"requested_changes\"}]");
    assertThat(refused())
        .isEqualTo(
            "The check pipeline 11 of main: skipped. 0 of 1 reviews approve."
                + " grace asks for changes. The task is open: docs The task is open: another one");
  }

  @Test
  void noDataIsNotGoodData() throws Exception {
    gitlab.on(PROJECT + "/pipelines", "[]");
    String requests = PROJECT + "/repository/commits/" + trial.commit.orElseThrow();
    gitlab.on(requests + "/merge_requests", "[]");
    assertThat(refused()).isEqualTo("The commit has no checks. The commit has no pull request.");
  }

  @Test
  void whatGitLabRefusesIsSaidWithoutTheToken() throws Exception {
    trial.variables.put("GITLAB_TOKEN", "glpat-wr0ng");
    Problem problem = trial.problem(ALL, 1);
    assertThat(problem.code()).isEqualTo("forge-unreachable");
    assertThat(problem.why()).contains("401").doesNotContain("wr0ng");
  }

  private String refused() throws IOException, InterruptedException {
    return ((StepResult.Stopped) trial.step(ALL).run(trial.context(1))).problem().why();
  }

  private void request(String text, int completed) {
    gitlab.on(
        REQUEST,
        "{\"iid\":7,\"author\":{\"username\":\"ada\"},\"labels\":[\"release\"],\"description\":\""
            + text
            + "\",\"task_completion_status\":{\"count\":"
            + (completed == 1 ? 1 : 2)
            + ",\"completed_count\":"
            + completed
            + "}}");
  }

  private static String pipeline(int id, String status) {
    return "{\"id\":%d,\"ref\":\"main\",\"source\":\"push\",\"status\":\"%s\"}"
        .formatted(id, status);
  }
}
