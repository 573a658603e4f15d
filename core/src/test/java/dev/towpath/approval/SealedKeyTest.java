package dev.towpath.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/// A key opens with its password, for its person, and not otherwise.
class SealedKeyTest {
  private static final Password PASSWORD = new Password("six green boats");
  private static final SealedKey.Made MADE =
      SealedKey.make("ann", PASSWORD, PeopleCase.CHEAP, new SecureRandom());

  @Test
  void itOpensWithItsPasswordAlone() {
    byte[] text = {1, 2, 3};
    OpenKey open = MADE.sealed().open(PASSWORD).orElseThrow();
    assertThat(MADE.sealed().key().verifies(text, open.sign(text))).isTrue();
    assertThat(MADE.sealed().key().verifies(new byte[] {1}, open.sign(text))).isFalse();
    assertThat(MADE.sealed().key().verifies(text, "00")).isFalse();
    assertThat(MADE.sealed().open(new Password("six green boat"))).isEmpty();
  }

  @Test
  void theSamePasswordTypedOtherwiseIsTheSame() {
    Password composed = new Password("gr\u00fcne Boote am Kai");
    Password decomposed = new Password("gru\u0308ne Boote am Kai");
    assertThat(composed).isEqualTo(decomposed).hasToString("***");
  }

  @Test
  void itIsBoundToItsPersonAndItsParameters() {
    SealedKey key = MADE.sealed();
    SealedKey others = new SealedKey("ben", key.key(), key.stretch(), key.salt(), key.sealed());
    assertThat(others.open(PASSWORD)).isEmpty();
    SealedKey cheaper =
        new SealedKey("ann", key.key(), new Stretch(32, 1, 1), key.salt(), key.sealed());
    assertThat(cheaper.open(PASSWORD)).isEmpty();
  }

  /// As the reference program has it: `printf 'six green boats' | argon2 saltsaltsaltsalt -id -k 64
  /// -t 3 -p 4 -r`.
  @Test
  void theKeyIsArgon2id() {
    byte[] key =
        new Stretch(64, 3, 4).key(PASSWORD, "saltsaltsaltsalt".getBytes(StandardCharsets.UTF_8));
    assertThat(HexFormat.of().formatHex(key))
        .isEqualTo("4718937e44b73a9b9aa4769c18d0ae5b681a940048356369060d01aa1cdbd7be");
  }
}
