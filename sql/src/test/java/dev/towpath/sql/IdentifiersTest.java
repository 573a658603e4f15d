package dev.towpath.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class IdentifiersTest {
  private static final int MOST = 63;

  @Test
  void bytesCountAndQuotesDont() {
    String plain = "a".repeat(64);
    String quoted = "ü".repeat(31) + "\"\"";
    String wide = "ü".repeat(32);
    String sql =
        "select %s, \"%s\" -- %s\n from \"%s\" where x = '%s'"
            .formatted(plain, quoted, plain, wide, plain);
    assertThat(Identifiers.longerThan(sql, MOST))
        .extracting(span -> span.in(sql))
        .containsExactly(plain, wide);
  }

  @Test
  void namesThatFitAreFine() {
    assertThat(Identifiers.longerThan("select " + "a".repeat(63), MOST)).isEmpty();
  }
}
