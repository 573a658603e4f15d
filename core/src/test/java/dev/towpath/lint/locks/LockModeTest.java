package dev.towpath.lint.locks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LockModeTest {
  @Test
  void conflictsGoBothWays() {
    for (LockMode one : LockMode.values()) {
      for (LockMode other : LockMode.values()) {
        assertThat(one.conflicts(other)).as(one + ", " + other).isEqualTo(other.conflicts(one));
      }
    }
  }

  @Test
  void saysWhoWaits() {
    assertThat(LockMode.ACCESS_EXCLUSIVE.effect()).isEqualTo("blocks reads and writes");
    assertThat(LockMode.EXCLUSIVE.effect()).isEqualTo("blocks writes and row locks");
    assertThat(LockMode.SHARE.effect()).isEqualTo("blocks writes");
    assertThat(LockMode.SHARE_UPDATE_EXCLUSIVE.effect())
        .isEqualTo("blocks other schema changes, not reads or writes");
    assertThat(LockMode.ROW_EXCLUSIVE.effect()).isEqualTo("blocks neither reads nor writes");
    assertThat(LockMode.SHARE.conflicts(LockMode.SHARE)).isFalse();
  }

  @Test
  void theStrongestAreThoseThatNoOtherCovers() {
    assertThat(LockMode.strongest(List.of(LockMode.SHARE, LockMode.SHARE_UPDATE_EXCLUSIVE)))
        .containsExactly(LockMode.SHARE_UPDATE_EXCLUSIVE, LockMode.SHARE);
    assertThat(LockMode.strongest(Set.of(LockMode.ROW_SHARE, LockMode.EXCLUSIVE, LockMode.SHARE)))
        .containsExactly(LockMode.EXCLUSIVE);
  }

  @Test
  void majorsAreWrittenAsRanges() {
    for (String text : List.of("14", "14-18", "14,16-18", "14,16,18")) {
      assertThat(Majors.write(new TreeSet<>(Majors.read(text)))).isEqualTo(text);
    }
  }
}
