package dev.towpath.migration.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The connection of a run is cut behind each message that it sends or gets, one run for each. The
/// next run must go on so that nobody can tell the database from one that was never disturbed.
class KilledAnywhereTest {
  private static final int EVERYDAY_STEP = 29;

  /// What the last message of a session is can't be told beforehand: the count stops the loop.
  private static final int MOST_MESSAGES = 2_000;

  @ParameterizedTest
  @CsvSource({
    "APPLY, TRANSACTIONAL, false",
    "APPLY, CONCURRENT, true",
    "UNDO, TRANSACTIONAL, true",
    "UNDO, CONCURRENT, false"
  })
  void often(Way way, SmallProject project, boolean cutAll) throws IOException {
    killAtEach(EVERYDAY_STEP, cutAll, way, project);
  }

  @ParameterizedTest
  @CsvSource({
    "APPLY, TRANSACTIONAL",
    "APPLY, CONCURRENT",
    "UNDO, TRANSACTIONAL",
    "UNDO, CONCURRENT"
  })
  @Tag("slow")
  void atEveryMessage(Way way, SmallProject project) throws IOException {
    killAtEach(1, false, way, project);
    killAtEach(1, true, way, project);
  }

  private static void killAtEach(int step, boolean cutAll, Way way, SmallProject project)
      throws IOException {
    String wanted = way.fingerprint(project);
    boolean cut =
        IntStream.iterate(1, n -> n < MOST_MESSAGES, n -> n + step)
                .takeWhile(n -> killed(n, cutAll, way, project, wanted))
                .count()
            > 0;
    assertThat(cut).isTrue();
  }

  /// Whether the run was cut before its end.
  private static boolean killed(
      int message, boolean cutAll, Way way, SmallProject project, String wanted) {
    Boat boat = project.on(Server.database());
    String before = way.prepare(boat);
    boat.options = boat.options.withReconnect(Duration.ofSeconds(cutAll ? 0 : 10));
    try (CuttingProxy proxy = new CuttingProxy(boat.url.port(), message, cutAll)) {
      String state = disturbed(way, boat, proxy);
      boolean cut = proxy.messages() >= message;
      assertThat(cut || state.isEmpty()).as(state).isTrue();
      if (state.contains("is committed, with its history row")) {
        assertThat(boat.recorded()).isNotEqualTo(before);
      }
      way.run(boat);
      assertThat(SmallProject.fingerprint(boat))
          .as("cut behind message %d: %s", message, state)
          .isEqualTo(wanted);
      return cut;
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  /// Runs through the proxy, and gives what the problem says about the state, if there was one.
  private static String disturbed(Way way, Boat boat, CuttingProxy proxy) {
    DatabaseUrl through =
        DatabaseUrl.parse(boat.url.revealed().replace(":" + boat.url.port(), ":" + proxy.port()));
    try (OpenTarget target = Server.open(through)) {
      way.run(boat, target, event -> {});
      return "";
    } catch (ProblemException expected) {
      assertThat(expected.problem().state()).isNotEmpty();
      assertThat(expected.problem().toString()).doesNotContain(password(boat.url));
      return expected.problem().state();
    }
  }

  private static String password(DatabaseUrl url) {
    return url.revealed().replaceAll("^[^:]*://[^:]*:([^@]*)@.*$", "$1");
  }
}
