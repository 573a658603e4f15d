package dev.towpath.backup.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.backup.provider.Provider.Provided;
import dev.towpath.backup.provider.Provider.Server;
import dev.towpath.backup.provider.SupabaseStandIn.Trouble;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Restore points, against a stand-in that is made of the published interface.
class SupabaseProjectTest {
  private static final String LABEL = "20300101T000000Z-production-4f2a";
  private static final String POINT = "t20300101000000-4f2a";
  private static final String POINTS =
      " /v1/projects/" + SupabaseStandIn.PROJECT + "/database/backups/restore-point";
  private static final String LOOK = "GET" + POINTS + "?name=" + POINT;
  private static final Server DIRECT =
      new Server("", "db." + SupabaseStandIn.PROJECT + ".supabase.co", "postgres");
  private static final SupabaseApi.Pace QUICK =
      new SupabaseApi.Pace(Duration.ofSeconds(2), Duration.ofMillis(5), Duration.ofSeconds(20));

  private SupabaseStandIn standIn;
  private SupabaseProject project;

  @BeforeEach
  void start() throws IOException {
    standIn = new SupabaseStandIn();
    project = project(SupabaseStandIn.PROJECT, standIn.url(), SupabaseStandIn.TOKEN);
  }

  private static SupabaseProject project(String reference, URI url, String token) {
    return new SupabaseProject(reference, url, token, QUICK);
  }

  @AfterEach
  void stop() {
    standIn.close();
  }

  @Test
  void aPointIsAskedForOnceAndAwaited() {
    standIn.statuses.clear();
    standIn.statuses.addAll(List.of("PENDING", "PENDING", "AVAILABLE"));
    project.require(DIRECT);
    Provided provided = project.make(LABEL);
    assertThat(provided.id()).isEqualTo(POINT).hasSize(20);
    assertThat(provided.finished()).contains(Instant.parse("2030-01-01T00:00:05.500Z"));
    assertThat(standIn.heard.subList(2, standIn.heard.size()))
        .containsExactly("POST" + POINTS, LOOK, LOOK, LOOK);
  }

  @Test
  void aPointThatFailedIsNone() {
    standIn.statuses.clear();
    standIn.statuses.add("FAILED");
    Served.refused("provider-failed", POINT + " is FAILED", () -> project.make(LABEL));
  }

  @Test
  void whoSaysDoneAndDoesNotListItHasNoPoint() {
    standIn.next("POST", Trouble.of(201, "{\"name\":\"x\",\"status\":\"AVAILABLE\"}"));
    Served.refused("provider-not-listed", POINT, () -> project.make(LABEL));
    standIn.next("GET", Trouble.of(200, "{\"name\":\"other\",\"status\":\"AVAILABLE\"}"));
    Served.refused("provider-not-listed", POINT, () -> project.make(LABEL));
  }

  @Test
  void aWrongTokenAnUnknownProjectAndNoTokenAreSaid() {
    URI url = standIn.url();
    SupabaseProject stranger = project(SupabaseStandIn.PROJECT, url, "sbp_secret_of_somebody");
    Served.refused("provider-refused", "401: Unauthorized", () -> stranger.require(DIRECT));
    SupabaseProject unknown = project("zzzzzzzzzzzzzzzzzzzz", url, SupabaseStandIn.TOKEN);
    Server local = new Server("", "localhost", "postgres");
    Served.refused("provider-refused", "404", () -> unknown.require(local));
    SupabaseProject broken = project(SupabaseStandIn.PROJECT, url, "sbp_a\nb");
    Served.refused("provider-token-missing", "no token has", () -> broken.require(local));
    SupabaseProject none = project(SupabaseStandIn.PROJECT, url, "");
    Served.refused("provider-token-missing", "SUPABASE_ACCESS_TOKEN", () -> none.require(local));
  }

  @Test
  void theTokenIsNeverShown() {
    String echo = "{\"message\":\"token " + SupabaseStandIn.TOKEN + " is no good\"}";
    standIn.next("GET", Trouble.of(403, echo));
    Served.refused("provider-refused", "403: token *** is no good", () -> project.require(DIRECT));
  }

  @Test
  void tooManyRequestsAreRepeatedLater() {
    Trouble later = new Trouble(429, "{}", Map.of("Retry-After", "0"), false, 0);
    standIn.next("POST", later);
    standIn.next("GET", later);
    assertThat(project.make(LABEL).id()).isEqualTo(POINT);
    assertThat(standIn.heard).containsExactly("POST" + POINTS, "POST" + POINTS, LOOK, LOOK);
    for (int tries = 0; tries < 3; tries++) {
      standIn.next("GET", later);
    }
    Served.refused("provider-refused", "429", () -> project.require(DIRECT));
  }

  @ParameterizedTest
  @CsvSource({"503, ''", "500, {\"message\":\"broken\"}", "201, <html>all is well</html>"})
  void whatMayHaveBeenDoneIsLookedForAndNotRepeated(int status, String body) {
    standIn.next("POST", new Trouble(status, body, Map.of(), true, 0));
    assertThat(project.make(LABEL).id()).isEqualTo(POINT);
    assertThat(standIn.heard).containsExactly("POST" + POINTS, LOOK);
  }

  @Test
  void whatWasNotDoneIsSaid() {
    standIn.next("POST", Trouble.of(502, ""));
    Served.refused("provider-refused", "502", () -> project.make(LABEL));
    assertThat(standIn.heard).filteredOn(each -> each.startsWith("POST")).hasSize(1);
    standIn.next("POST", Trouble.of(400, "{\"message\":\"not enabled\"}"));
    Served.refused("provider-refused", "400: not enabled", () -> project.make(LABEL));
  }

  @Test
  void textInsteadOfAnAnswerTooMuchOfItAndARedirectAreNone() {
    standIn.next("GET", Trouble.of(200, "all is well"));
    Served.refused("provider-refused", "not JSON", () -> project.require(DIRECT));
    for (int tries = 0; tries < 3; tries++) {
      standIn.next("GET", Trouble.of(200, " ".repeat(2 << 20)));
    }
    Served.refused("provider-refused", "", () -> project.require(DIRECT));
    standIn.next(
        "GET", new Trouble(302, "", Map.of("Location", standIn.url().toString()), false, 0));
    Served.refused("provider-refused", "302", () -> project.require(DIRECT));
  }

  @Test
  void aSlowAnswerIsNotAwaitedForEver() {
    SupabaseApi.Pace hasty =
        new SupabaseApi.Pace(Duration.ofMillis(60), Duration.ofMillis(5), Duration.ofSeconds(1));
    SupabaseProject slow =
        new SupabaseProject(SupabaseStandIn.PROJECT, standIn.url(), SupabaseStandIn.TOKEN, hasty);
    for (int tries = 0; tries < 3; tries++) {
      standIn.next("GET", new Trouble(200, "{}", Map.of(), true, 1000));
    }
    Served.refused("provider-refused", "project", () -> slow.require(DIRECT));
    assertThat(standIn.heard).hasSize(3);
  }

  @Test
  void nobodyThereIsSaid() {
    standIn.close();
    Served.refused("provider-refused", "nothing listens there", () -> project.require(DIRECT));
  }

  @Test
  void aProjectThatIsPausedOrWithoutPhysicalBackupsIsRefusedBefore() {
    standIn.projectStatus = "PAUSING";
    Served.refused("provider-failed", "PAUSING", () -> project.require(DIRECT));
    standIn.projectStatus = "ACTIVE_HEALTHY";
    standIn.physical = false;
    Served.refused("provider-failed", "no physical backups", () -> project.require(DIRECT));
  }

  @ParameterizedTest
  @CsvSource({
    "db.zzzzzzzzzzzzzzzzzzzz.supabase.co, postgres",
    "aws-0-eu-central-1.pooler.supabase.com, postgres.zzzzzzzzzzzzzzzzzzzz",
  })
  void anotherProjectIsRefusedBefore(String host, String user) {
    Server other = new Server("", host, user);
    Served.refused("provider-other-server", host, () -> project.require(other));
    project.require(
        new Server("", "aws-0-eu.pooler.supabase.com", "postgres." + SupabaseStandIn.PROJECT));
  }
}
