package dev.towpath.migration.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VersionsTest {
  @Test
  void dottedVersionsCompareByValue() {
    assertThat(Stream.of("2", "1.10", "1.9", "1", "1.9.1").sorted(Versions.DOTTED))
        .containsExactly("1", "1.9", "1.9.1", "1.10", "2");
    assertThat(Versions.DOTTED.compare("01.0", "1")).isZero();
  }

  @Test
  void numbersCompareByValueWhateverTheirWidth() {
    assertThat(Stream.of("10", "9", "20260101000000", "007").sorted(Versions.AS_NUMBER))
        .containsExactly("007", "9", "10", "20260101000000");
  }

  @Test
  void aStampIsUtcToTheSecond() {
    assertThat(Versions.stamp(Instant.parse("2026-03-29T01:59:59.999Z")))
        .isEqualTo("20260329015959");
  }
}
