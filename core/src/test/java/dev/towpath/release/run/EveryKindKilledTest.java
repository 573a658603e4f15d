package dev.towpath.release.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import dev.towpath.http.FalseServer;
import dev.towpath.problem.Exit;
import dev.towpath.release.journal.RunState;
import dev.towpath.release.journal.RunState.Standing;
import dev.towpath.release.journal.StepState;
import dev.towpath.release.step.AfterCrash;
import dev.towpath.release.step.StepKinds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each kind of step is killed before, in and after its middle. The next driver ends in the state
/// that an undisturbed one leaves, or stops with exit code 4 where the kind asks a person.
class EveryKindKilledTest {
  @TempDir private Path folder;
  private FalseServer forge;

  @BeforeEach
  void serve() {
    forge = new FalseServer(EveryKindKilledTest::answer);
  }

  @AfterEach
  void end() {
    forge.close();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String check = "\"name\":\"test\",\"status\":\"completed\",\"conclusion\":\"success\"";
    String path = exchange.getRequestURI().getPath();
    String body =
        switch (path.substring(path.lastIndexOf('/') + 1)) {
          case "pulls" -> "[]";
          case "check-runs" -> "{\"total_count\":1,\"check_runs\":[{" + check + "}]}";
          case "status" -> "{\"state\":\"success\",\"total_count\":0,\"statuses\":[]}";
          default -> "{\"errors\": 0.01, \"requests\": 50}";
        };
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    FalseServer.answer(exchange, 200, body);
  }

  /// Who adds a kind adds its row in [KilledKind].
  @Test
  void everyKindIsKilled() {
    assertThat(KilledKind.words()).containsExactlyElementsOf(StepKinds.installed().words());
  }

  static Stream<String> kinds() {
    return StepKinds.installed().words().stream();
  }

  static Stream<Arguments> points() {
    return kinds()
        .flatMap(kind -> Stream.of(Dying.Point.values()).map(point -> Arguments.of(kind, point)));
  }

  @ParameterizedTest
  @MethodSource("points")
  @Tag("slow")
  void beforeAndAfterItsMiddle(String kind, Dying.Point point) throws Exception {
    try (KilledKind killed = new KilledKind(folder.resolve("killed"), kind, forge)) {
      assertThat(
              catchThrowable(
                  () ->
                      killed.quay.drive(
                          Dying.at(killed.quay.runbook, killed.step().number(), point, false))))
          .isInstanceOf(Dying.Killed.class);
      endsAsIfNothingHadBeen(killed, kind);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  @Tag("slow")
  void inItsMiddle(String kind) throws Exception {
    try (KilledKind killed = new KilledKind(folder.resolve("killed"), kind, forge)) {
      killed.killInTheMiddle();
      endsAsIfNothingHadBeen(killed, kind);
      Awaitility.await().until(() -> !killed.isLeftRunning());
    }
  }

  private void endsAsIfNothingHadBeen(KilledKind killed, String kind) throws Exception {
    StepState found = killed.quay.journal.state(killed.quay.id).step(killed.step().number());
    killed.quay.letLeaseRunOut();
    RunState run = killed.end();
    StepState step = run.step(killed.step().number());
    if (found.phase() == StepState.Phase.BEGUN
        && killed.step().step().afterCrash() == AfterCrash.ASK) {
      assertThat(run.standing()).isEqualTo(Standing.STOPPED);
      assertThat(step.told().get("problem"))
          .asInstanceOf(InstanceOfAssertFactories.MAP)
          .containsEntry("code", "step-interrupted")
          .containsEntry("exit", (long) Exit.STOPPED.code());
      return;
    }
    assertThat(run.standing()).as("%s", step).isEqualTo(Standing.DONE);
    try (KilledKind undisturbed = new KilledKind(folder.resolve("undisturbed"), kind, forge)) {
      assertThat(undisturbed.end().standing()).isEqualTo(Standing.DONE);
      Map<String, String> world = undisturbed.world();
      assertThat(killed.world()).isEqualTo(world);
      assertThat(List.copyOf(world.keySet())).contains("serves");
    }
  }
}
