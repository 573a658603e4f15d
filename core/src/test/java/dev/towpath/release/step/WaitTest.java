package dev.towpath.release.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.release.PlannedRelease;
import dev.towpath.release.journal.RunState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Waiting, by clocks that stand still.
class WaitTest {
  private static final Instant BEGAN = Instant.parse("2026-11-21T10:00:00Z");

  @Test
  void aLengthOfTimeCountsFromTheStepsBeginning() throws InterruptedException {
    assertThat(at("15m", "2026-11-21T10:14:59Z"))
        .isEqualTo(new StepResult.Waiting("the time", some("2026-11-21T10:15:00Z")));
    assertThat(at("15m", "2026-11-21T10:15:00Z")).isInstanceOf(StepResult.Done.class);
  }

  @ParameterizedTest
  @CsvSource({
    "01:00-04:30, UTC, 2026-11-21T00:59:59Z, 2026-11-21T01:00:00Z",
    "01:00-04:30, UTC, 2026-11-21T01:00:00Z, open",
    "01:00-04:30, UTC, 2026-11-21T04:29:59Z, open",
    "01:00-04:30, UTC, 2026-11-21T04:30:00Z, 2026-11-22T01:00:00Z",
    "22:00-04:00, UTC, 2026-11-21T21:00:00Z, 2026-11-21T22:00:00Z",
    "22:00-04:00, UTC, 2026-11-21T22:00:00Z, open",
    "22:00-04:00, UTC, 2026-11-22T03:59:59Z, open",
    "22:00-04:00, UTC, 2026-11-22T04:00:00Z, 2026-11-22T22:00:00Z",
    "01:00-04:00, Europe/Berlin, 2026-11-21T00:00:00Z, open",
    "01:00-04:00, Europe/Berlin, 2026-11-21T03:00:00Z, 2026-11-22T00:00:00Z",
    "01:00-04:00, America/New_York, 2026-11-21T23:30:00Z, 2026-11-22T06:00:00Z",
    "12:00-13:00, Europe/Berlin, 2026-03-28T12:00:00Z, 2026-03-29T10:00:00Z"
  })
  void aWindowIsOfTheDayInItsZone(String window, String zone, String now, String until)
      throws InterruptedException {
    StepResult result = at("{ window: '" + window + "', zone: " + zone + " }", now);
    if (until.equals("open")) {
      assertThat(result).isInstanceOf(StepResult.Done.class);
    } else {
      assertThat(result).isEqualTo(new StepResult.Waiting("the time", some(until)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10:30, UTC, 2026-11-21T10:29:59Z, 2026-11-21T10:30:00Z",
    "10:30, UTC, 2026-11-21T10:30:00Z, over",
    "09:00, UTC, 2026-11-21T10:30:00Z, 2026-11-22T09:00:00Z",
    "11:30, Europe/Berlin, 2026-11-21T10:00:00Z, 2026-11-21T10:30:00Z"
  })
  void aTimeOfTheDayIsTheNextOne(String time, String zone, String now, String until)
      throws InterruptedException {
    StepResult result = at("{ until: '" + time + "', zone: " + zone + " }", now);
    if (until.equals("over")) {
      assertThat(result).isInstanceOf(StepResult.Done.class);
    } else {
      assertThat(result).isEqualTo(new StepResult.Waiting("the time", some(until)));
    }
  }

  @Test
  void thePlanSaysWhatIsWaitedFor() {
    assertThat(read("90s").step().does()).isEqualTo("waits 90s");
    assertThat(read("120m").step().does()).isEqualTo("waits 2h");
    assertThat(read("{ window: '22:00-04:00' }").step().does())
        .isEqualTo("waits for the window 22:00-04:00 UTC");
  }

  @Test
  void faultsAreNamedOnceEach() {
    assertThat(read("soon").faults()).containsExactly("1:1 This is no length of time.");
    assertThat(read("15").faults()).containsExactly("1:1 'wait' must be text.");
    assertThat(read("{ window: '01:00-01:00' }").faults())
        .containsExactly("1:11 'window' can't be this.");
    assertThat(read("{ window: '01:00-02:00', zone: Europe/Bremen }").faults())
        .containsExactly("1:32 There is no time zone 'Europe/Bremen'.");
  }

  private static StepReading read(String yaml) {
    return StepReading.of(new Wait(), yaml);
  }

  private static Optional<Instant> some(String instant) {
    return Optional.of(Instant.parse(instant));
  }

  private static StepResult at(String yaml, String now) throws InterruptedException {
    StepContext context =
        new StepContext(
            Path.of("."),
            1,
            BEGAN,
            RunState.of(PlannedRelease.of("wait"), List.of()),
            Map.of(),
            words -> {
              throw new AssertionError("runs no command");
            },
            () -> {
              throw new AssertionError("opens no database");
            },
            Path.of("."),
            () -> Instant.parse(now),
            line -> {});
    return read(yaml).step().run(context);
  }
}
