package dev.towpath.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.config.Signal;
import dev.towpath.postgres.OpenTarget;
import dev.towpath.signal.FalsePrometheus.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What sources answer, and that what is no number is never taken for one.
class SourcesTest {
  @TempDir private Path folder;

  private Sources sources(Map<String, String> variables) {
    return new Sources(folder, variables, SourcesTest::none, InstantSource.system());
  }

  private static OpenTarget none() {
    throw new AssertionError("no database is opened");
  }

  /// @param text of the signal, in braces
  private Sample ask(String text) throws IOException, InterruptedException {
    try (Sources sources = sources(Map.of())) {
      return sources.ask(Portal.signal(folder, text));
    }
  }

  private static double value(Sample sample) {
    assertThat(sample).isInstanceOf(Sample.Good.class);
    return ((Sample.Good) sample).value();
  }

  private static String why(Sample sample) {
    assertThat(sample).isInstanceOf(Sample.Bad.class);
    return ((Sample.Bad) sample).why();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EMPTY_VECTOR   | no data
          NAN            | NaN
          INFINITE       | infinite
          TWO_SERIES     | 2 series instead of one
          MATRIX         | a matrix is not one number
          NO_VALUE       | the answer has no number
          ERROR_400      | status 400: 1:3: parse error
          ERROR_503      | status 503
          REDIRECTION    | status 302
          STATUS_ERROR   | no success
          WARNING        | comes with a warning: x
          TEXT           | not a JSON object
          CUT_OFF        | It is not JSON
          DEEP           | It is not JSON
          MILLION_SERIES | longer than 1048576 bytes
          CLOCK_AHEAD    | s in the future
          CLOCK_BEHIND   | the clock there is 3
          STALE          | the last value there is 2
          SLOW           | no answer within 400 ms
          SLOW_BODY      | no answer within 400 ms
          """)
  void aBadAnswerOfPrometheusIsNoNumber(Fault fault, String why) throws Exception {
    try (FalsePrometheus prometheus = new FalsePrometheus(fault)) {
      String text =
          "prometheus: '%s', query: queue_length, unit: count, every: 1s, limit: 400ms"
              .formatted(prometheus.url());
      assertThat(why(ask(text))).contains(why);
    }
  }

  @Test
  void aPrometheusThatIsDownGivesNoNumber() throws Exception {
    String url;
    try (FalsePrometheus prometheus = new FalsePrometheus(Fault.NAN)) {
      url = prometheus.url();
    }
    assertThat(why(ask("prometheus: '" + url + "', query: up, unit: count")))
        .contains("nothing listens there");
    assertThat(why(ask("prometheus: '${NOWHERE}', query: up, unit: count")))
        .contains("NOWHERE is not set");
  }

  @Test
  void anAnswerInJsonHasTheNumberAtItsPath() throws Exception {
    try (Gauge gauge =
        new Gauge("{\"queues\": [{\"waiting\": 12}], \"rate\": 0.5, \"n\": \"x\"}")) {
      String http = "http: '" + gauge.url() + "', ";
      assertThat(value(ask(http + "json: queues.0.waiting, unit: count"))).isEqualTo(12);
      assertThat(value(ask(http + "json: rate, unit: s"))).isEqualTo(500);
      assertThat(value(ask(http + "json: rate, unit: '%'"))).isEqualTo(0.005);
      assertThat(why(ask(http + "json: queues.1.waiting, unit: count"))).contains("no number at");
      assertThat(why(ask(http + "json: n, unit: count"))).contains("'x' is no number");
      assertThat(why(ask(http + "json: queues, unit: count"))).contains("no number at queues");
      assertThat(ask(http + "json: rate, unit: ratio, traffic: queues.0.waiting, floor: 13"))
          .isInstanceOf(Sample.Thin.class);
      assertThat(ask(http + "json: rate, unit: ratio, traffic: queues.0.waiting, floor: 12"))
          .isInstanceOfSatisfying(
              Sample.Good.class,
              good -> assertThat(good.traffic()).isEqualTo(OptionalDouble.of(12)));
      gauge.fails(500);
      assertThat(why(ask(http + "json: rate, unit: ratio"))).contains("status 500");
    }
  }

  @Test
  void aCommandsLastLineIsTheNumber() throws Exception {
    assertThat(value(ask("command: 'echo working; echo 91.5; echo', unit: count"))).isEqualTo(91.5);
    assertThat(why(ask("command: 'echo 5; echo broken >&2; exit 3', unit: count")))
        .contains("ended with 3", "broken");
    assertThat(why(ask("command: 'true', unit: count"))).contains("printed nothing");
    assertThat(why(ask("command: echo fine, unit: count"))).contains("'fine' is no number");
    assertThat(why(ask("command: sleep 60, unit: count, limit: 300ms"))).contains("did not end");
    assertThat(why(ask("command: echo NaN, unit: count"))).contains("NaN");
  }

  @Test
  void linesOfAFileCountFromOneLookToTheNext() throws Exception {
    Signal signal = Portal.signal(folder, "log: { file: app.log, match: 'ERROR|FATAL' }");
    Path log = folder.resolve("app.log");
    try (Sources sources = sources(Map.of())) {
      assertThat(why(sources.ask(signal))).contains("no file app.log");
      Files.writeString(log, "ERROR old\n");
      assertThat(why(sources.ask(signal))).contains("from now on");
      Files.writeString(log, "ERROR a\nwell\nFATAL b\n", StandardOpenOption.APPEND);
      assertThat(value(sources.ask(signal))).isEqualTo(2);
      assertThat(value(sources.ask(signal))).isEqualTo(0);
      Files.writeString(log, "ERROR new\n");
      assertThat(value(sources.ask(signal))).as("begun anew").isEqualTo(1);
    }
  }

  @Test
  void linesThatACommandPrintsAreCounted() throws Exception {
    String log = "log: { command: 'printf \"ERROR a\\nwell\\nERROR b\\n\"%s', match: '^ERROR' }";
    assertThat(value(ask(log.formatted("")))).isEqualTo(2);
    assertThat(why(ask(log.formatted("; exit 1")))).contains("ended with 1");
  }
}
