package dev.towpath.signal.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.config.Project;
import dev.towpath.signal.Portal;
import dev.towpath.signal.Sample;
import dev.towpath.signal.Series;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What samples say about conditions: sustained means that the window is full.
class JudgeTest {
  private static final Instant T = Instant.parse("2026-11-22T01:00:00Z");
  private static final Duration EVERY = Duration.ofSeconds(15);
  private static final String YAML =
      """
      signals:
        errors: { command: a, unit: ratio }
        score: { command: a, unit: count }
      probes:
        journey: { tcp: 'h:1' }
      """;

  @TempDir private Path folder;
  private final Series errors = new Series("errors", EVERY, Duration.ofSeconds(5));
  private final Series score = new Series("score", EVERY, Duration.ofSeconds(5));
  private final Series journey = new Series("probe journey", EVERY, Duration.ofSeconds(5));
  private Instant since = T;
  private Instant now = T;

  private Project project() throws IOException {
    return Portal.of(folder, YAML);
  }

  private Verdict judge(String text) throws Exception {
    Facts facts =
        new Facts(
            Map.of("errors", errors, "score", score, "probe journey", journey),
            Map.of("score", 90.0),
            since,
            false);
    return Judge.of(ConditionText.read(text, project()), facts, now);
  }

  private void good(Series series, double value) {
    series.add(new Sample.Good(now, value, OptionalDouble.empty()));
  }

  private void errors(int count, double value) {
    for (int i = 0; i < count; i++) {
      now = now.plus(EVERY);
      good(errors, value);
    }
  }

  @Test
  void theSamplesThatLedToItAreTold() throws Exception {
    errors(40, 0.03);
    errors(1, 0.045);
    good(score, 84);
    assertThat(words("errors > 2% for 10m"))
        .isEqualTo(
            "errors > 2% for 10m: 41 samples from 01:00:15Z to 01:10:15Z, between 3% and 4.5%,"
                + " the last 4.5%");
    assertThat(words("errors > 2%")).isEqualTo("errors > 2%: 4.5% at 01:10:15Z");
    assertThat(words("score drops by 5")).isEqualTo("score drops by 5 (85): 84 at 01:10:15Z");
  }

  private String words(String text) throws Exception {
    return SampleEvidence.words(((Verdict.Holds) judge(text)).grounds());
  }

  @Test
  void aWindowIsFullBeforeItHolds() throws Exception {
    errors(40, 0.03);
    assertThat(judge("errors > 2% for 10m")).isInstanceOf(Verdict.Pending.class);
    errors(1, 0.03);
    assertThat(judge("errors > 2% for 10m"))
        .isInstanceOfSatisfying(
            Verdict.Holds.class,
            holds -> assertThat(holds.grounds().getFirst().samples()).hasSize(41));
    assertThat(judge("errors > 2% for 11m")).isInstanceOf(Verdict.Pending.class);
  }

  @Test
  void oneGoodSampleBeginsTheWindowAnew() throws Exception {
    errors(30, 0.03);
    errors(1, 0.02);
    assertThat(judge("errors > 2% for 10m")).isInstanceOf(Verdict.Not.class);
    errors(30, 0.03);
    assertThat(judge("errors > 2% for 10m")).isInstanceOf(Verdict.Pending.class);
  }

  @Test
  void aHoleBeginsTheWindowAnewButOneMissedAnswerDoesNot() throws Exception {
    errors(30, 0.03);
    errors.add(new Sample.Bad(now.plusSeconds(15), "no answer"));
    now = now.plusSeconds(15);
    errors(11, 0.03);
    assertThat(judge("errors > 2% for 10m")).isInstanceOf(Verdict.Holds.class);
    now = now.plusSeconds(36);
    errors(1, 0.03);
    assertThat(judge("errors > 2% for 10m")).isInstanceOf(Verdict.Pending.class);
  }

  @Test
  void samplesFromBeforeTheFirstChangeDoNotCount() throws Exception {
    errors(41, 0.03);
    since = T.plusSeconds(60);
    assertThat(judge("errors > 2% for 10m")).isInstanceOf(Verdict.Pending.class);
  }

  @Test
  void tooLittleTrafficIsNoAnswerAndBeginsTheWindowAnew() throws Exception {
    errors(41, 0.03);
    now = now.plus(EVERY);
    errors.add(new Sample.Thin(now, 3, 20));
    assertThat(judge("errors > 2% for 10m")).isInstanceOf(Verdict.Thin.class);
    assertThat(judge("errors < 2%")).isInstanceOf(Verdict.Thin.class);
    errors(2, 0.03);
    assertThat(judge("errors > 2% for 10m")).isInstanceOf(Verdict.Pending.class);
  }

  @Test
  void whatIsNotThereIsNeitherYesNorNo() throws Exception {
    assertThat(judge("errors > 2%")).isInstanceOf(Verdict.Unreadable.class);
    assertThat(judge("errors < 2%")).isInstanceOf(Verdict.Unreadable.class);
    errors.add(new Sample.Bad(now, "no data"));
    assertThat(judge("errors < 2%")).isEqualTo(new Verdict.Unreadable("errors: no data"));
    good(errors, 0.01);
    assertThat(judge("errors < 2%")).isInstanceOf(Verdict.Holds.class);
    now = now.plusSeconds(36);
    assertThat(judge("errors < 2%")).isInstanceOf(Verdict.Unreadable.class);
    good(errors, 0.01);
    assertThat(judge("errors < baseline")).isInstanceOf(Verdict.Unreadable.class);
  }

  @Test
  void aBaselineIsWhatItWasBefore() throws Exception {
    good(score, 85);
    assertThat(judge("score drops by 5")).isInstanceOf(Verdict.Holds.class);
    assertThat(judge("score drops by 5.1")).isInstanceOf(Verdict.Not.class);
    assertThat(judge("score > baseline - 6")).isInstanceOf(Verdict.Holds.class);
    assertThat(judge("score rises by 1")).isInstanceOf(Verdict.Not.class);
  }

  @Test
  void andNeedsEveryPartAndOrNeedsOne() throws Exception {
    good(score, 85);
    good(errors, 0.01);
    assertThat(judge("score < 90 and errors > 2%")).isInstanceOf(Verdict.Not.class);
    assertThat(judge("score < 90 or errors > 2%")).isInstanceOf(Verdict.Holds.class);
    errors.add(new Sample.Bad(now, "no data"));
    assertThat(judge("score < 90 and errors > 2%")).isInstanceOf(Verdict.Unreadable.class);
    assertThat(judge("score > 90 and errors > 2%"))
        .as("whatever the other is")
        .isInstanceOf(Verdict.Not.class);
    assertThat(judge("score < 90 or errors > 2%")).isInstanceOf(Verdict.Holds.class);
    assertThat(judge("score > 90 or errors > 2%")).isInstanceOf(Verdict.Unreadable.class);
    assertThat(judge("score > 90 or errors > 2% or probe journey fails"))
        .isInstanceOf(Verdict.Unreadable.class);
  }

  @Test
  void aProbeFailsOrIsWell() throws Exception {
    good(journey, 0);
    assertThat(judge("probe journey fails")).isInstanceOf(Verdict.Not.class);
    good(journey, 1);
    assertThat(judge("probe journey fails")).isInstanceOf(Verdict.Holds.class);
    assertThat(judge("probe journey fails for 1m")).isInstanceOf(Verdict.Pending.class);
  }
}
