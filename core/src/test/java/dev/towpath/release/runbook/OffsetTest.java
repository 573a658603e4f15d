package dev.towpath.release.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Times of steps, relative to the release's own.
class OffsetTest {
  private static final Instant T = Instant.parse("2026-11-21T22:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "T, 2026-11-21T22:00:00Z, T",
    "T-0, 2026-11-21T22:00:00Z, T",
    "T+0, 2026-11-21T22:00:00Z, T",
    "T-30m, 2026-11-21T21:30:00Z, T-30m",
    "T+24h, 2026-11-22T22:00:00Z, T+24h",
    "T-60m, 2026-11-21T21:00:00Z, T-1h",
    "T+90s, 2026-11-21T22:01:30Z, T+90s",
    "T-500ms, 2026-11-21T21:59:59.500Z, T-500ms"
  })
  void aTimeIsReadAndWritten(String text, Instant at, String written) {
    Offset offset = Offset.read(text).orElseThrow();
    assertThat(offset.at(T)).isEqualTo(at);
    assertThat(offset).hasToString(written);
    assertThat(Offset.read(written)).hasValue(offset);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "t", "T-", "T30m", "T-30", "T--30m", "T- 30m", "T+0m", "T+1d", "+1h"})
  void whatIsNoneIsEmpty(String text) {
    assertThat(Offset.read(text)).isEqualTo(Optional.empty());
  }

  @Test
  void itsWordsAreThoseOfItsHint() {
    assertThat(Offset.HELP).contains("T-30m", "T+24h");
    assertThat(Offset.read("T-30m")).isPresent();
  }
}
