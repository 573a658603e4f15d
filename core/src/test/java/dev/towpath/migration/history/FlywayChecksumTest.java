package dev.towpath.migration.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlywayChecksumTest {
  @Test
  void lineEndsDoNotCount() {
    assertThat(FlywayChecksum.of("-- c\nDROP TABLE t;\n")).isEqualTo(-1031586410);
    assertThat(FlywayChecksum.of("-- c\r\nDROP TABLE t;")).isEqualTo(-1031586410);
    assertThat(FlywayChecksum.of("-- cDROP TABLE t;")).isEqualTo(-1031586410);
  }
}
