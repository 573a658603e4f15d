package dev.towpath.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.towpath.config.ComponentSettings;
import dev.towpath.config.ComponentSettings.Netlify;
import dev.towpath.config.Template;
import dev.towpath.http.FalseServer;
import dev.towpath.problem.Location;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Netlify's API as a stand-in, which refuses what the published one refuses.
class NetlifyComponentTest {
  private static final String ONE = "1111111aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  private static final String TWO = "2222222bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
  private static final String THREE = "3333333ccccccccccccccccccccccccccccccccc";
  private static final String SITE = "/api/v1/sites/portal.netlify.app";

  private FalseServer server;
  private volatile String published = "d1";

  @BeforeEach
  void serve() {
    server = new FalseServer(this::answer);
  }

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void theBuildOfACommitIsPublishedAndTakenBack() throws Exception {
    Component component = component("s3cret");
    assertThat(component.current()).contains(new Revision("d1", Optional.of(ONE)));
    component.deploy(TWO);
    assertThat(component.current()).contains(new Revision("d2", Optional.of(TWO)));
    component.rollBack(new Revision("d1", Optional.of(ONE)));
    assertThat(component.current().map(Revision::id)).contains("d1");
    assertThat(component.status()).containsExactly("current https://portal.example");
  }

  @Test
  void aBuildThatFailedIsNotPublished() {
    Component component = component("s3cret");
    assertThatThrownBy(() -> component.deploy(THREE))
        .satisfies(e -> assertThat(problem(e)).startsWith("component-not-built"));
    assertThat(published).isEqualTo("d1");
  }

  @Test
  void whatNetlifyRefusesIsSaidWithoutTheToken() {
    Component component = component("wr0ng-token");
    assertThatThrownBy(component::current)
        .satisfies(e -> assertThat(problem(e)).startsWith("component-failed").contains("401"))
        .satisfies(e -> assertThat(problem(e)).doesNotContain("wr0ng-token"));
    assertThatThrownBy(() -> component("s3cret").rollBack(new Revision("d9", Optional.empty())))
        .satisfies(e -> assertThat(problem(e)).contains("404"));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    if (!"Bearer s3cret".equals(token)) {
      FalseServer.answer(exchange, 401, "{\"code\":401,\"message\":\"Access Denied\"}");
    } else if (asked.equals("GET " + SITE)) {
      FalseServer.answer(
          exchange,
          200,
          "{\"id\":\"s\",\"state\":\"current\",\"ssl_url\":\"https://portal.example\","
              + "\"published_deploy\":"
              + deploy(published)
              + "}");
    } else if (asked.equals("GET " + SITE + "/deploys?per_page=100")) {
      FalseServer.answer(
          exchange, 200, "[" + deploy("d3") + "," + deploy("d2") + "," + deploy("d1") + "]");
    } else if (asked.matches("POST " + SITE + "/deploys/d[12]/restore")) {
      published = asked.replaceFirst(".*/(d[12])/restore", "$1");
      FalseServer.answer(exchange, 201, deploy(published));
    } else {
      FalseServer.answer(exchange, 404, "{\"code\":404,\"message\":\"Not Found\"}");
    }
  }

  private static String deploy(String id) {
    String commit = Map.of("d1", ONE, "d2", TWO, "d3", THREE).get(id);
    String state = id.equals("d3") ? "error" : "ready";
    return "{\"id\":\"%s\",\"commit_ref\":\"%s\",\"state\":\"%s\",\"context\":\"production\"}"
        .formatted(id, commit, state);
  }

  private Component component(String token) {
    Location where = Location.file("towpath.yaml");
    Netlify site =
        new Netlify(
            "portal.netlify.app", new Template("${TOKEN}", where), new Template("${API}", where));
    ComponentSettings settings =
        new ComponentSettings(
            "web", Optional.empty(), Duration.ofSeconds(5), Duration.ofSeconds(1), site);
    String api = server.url() + "/api/v1";
    return Component.of(
        settings,
        Map.of("TOKEN", token, "API", api),
        (_, _, _) -> {
          throw new AssertionError("no command is run");
        });
  }

  private static String problem(Throwable e) {
    return ((ProblemException) e).problem().code() + " " + ((ProblemException) e).problem().why();
  }
}
