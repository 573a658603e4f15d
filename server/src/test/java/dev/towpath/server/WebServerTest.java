package dev.towpath.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.problem.ProblemException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebServerTest extends ServedCase {
  @Test
  void healthSaysWhetherTheControlDatabaseAnswers() throws Exception {
    HttpResponse<String> well = send(request("/health").build());
    assertThat(well.statusCode()).isEqualTo(200);
    assertThat(well.body()).isEqualTo("{\"status\":\"ok\"}");
    stopPostgres();
    try {
      HttpResponse<String> down = send(request("/health").build());
      assertThat(down.statusCode()).isEqualTo(503);
      assertThat(down.body()).contains("\"status\":\"down\"", "The control database");
    } finally {
      startPostgres();
    }
  }

  @Test
  void metricsTakeTheToken() throws Exception {
    assertThat(get("/metrics").statusCode()).isEqualTo(200);
    HttpResponse<String> stranger = send(request("/metrics").build());
    assertThat(stranger.statusCode()).isEqualTo(401);
    assertThat(stranger.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(stranger.body()).doesNotContain("towpath_");
  }

  @Test
  void otherPathsAndMethodsAreRefused() throws Exception {
    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(get("/metrics/../health").statusCode()).isEqualTo(404);
    HttpResponse<String> posted = post("/metrics", "{}");
    assertThat(posted.statusCode()).isEqualTo(405);
    assertThat(posted.headers().firstValue("Allow")).contains("GET");
    HttpResponse<String> head =
        send(request("/health").method("HEAD", BodyPublishers.noBody()).build());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void twoCannotListenAtOneAddress() {
    Listen same = Listen.at(web.address(), false, Map.of());
    assertThatThrownBy(() -> WebServer.start(same, routes()))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo("serve-address"));
  }
}
