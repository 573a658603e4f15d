package dev.towpath.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/// Whatever the text is: it is cut, each statement stands where it says, and nothing is read
/// twice.
final class ScriptFuzzTest {
  @FuzzTest(maxDuration = "30s")
  void cutsAnything(byte[] utf8) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    int behind = 0;
    for (Statement statement : Script.of(text).statements()) {
      assertThat(statement.span().start()).isGreaterThanOrEqualTo(behind);
      assertThat(statement.span().length()).isPositive();
      assertThat(statement.span().in(text)).isEqualTo(statement.sql());
      behind = statement.span().end();
    }
    assertThat(Tokens.same(text, text)).isTrue();
  }
}
