package dev.towpath.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TokensTest {
  @Test
  void takesNoNoticeOfSpaceCommentsCaseAndLastSemicolons() {
    assertThat(Tokens.same("SELECT  a -- x\n, 1E5", "select a,/* y */ 1e5 ; ;")).isTrue();
  }

  @Test
  void takesNoticeOfWhatStandsInQuotes() {
    assertThat(Tokens.same("select 'A'", "select 'a'")).isFalse();
    assertThat(Tokens.same("select \"A\"", "select \"a\"")).isFalse();
    assertThat(Tokens.same("select $$a  b$$", "select $$a b$$")).isFalse();
  }

  @Test
  void takesNoticeOfEachUnit() {
    assertThat(Tokens.same("select a b", "select ab")).isFalse();
    assertThat(Tokens.same("select 1; select 2", "select 1")).isFalse();
    assertThat(Tokens.same("select a+-b", "select a + - b")).isFalse();
  }
}
