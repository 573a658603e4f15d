package dev.towpath.backup.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.json.JsonObject.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WalSegmentTest {
  @ParameterizedTest
  @CsvSource({
    "000000010000000000000002, 16777216, 000000010000000000000003",
    "0000000A00000001000000FF, 16777216, 0000000A0000000200000000",
    "000000010000000000000003, 1073741824, 000000010000000100000000",
    "00000001FFFFFFFF00000FFE, 1048576, 00000001FFFFFFFF00000FFF",
  })
  void theNextOneFollowsBySize(String name, long bytes, String next) throws Malformed {
    assertThat(WalSegment.of(name).name()).isEqualTo(name);
    assertThat(WalSegment.of(name).next(bytes).name()).isEqualTo(next);
  }

  @Test
  void whatIsNoSegmentIsSaid() {
    assertThatThrownBy(() -> WalSegment.of("00000001.history")).isInstanceOf(Malformed.class);
  }
}
