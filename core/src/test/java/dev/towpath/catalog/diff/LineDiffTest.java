package dev.towpath.catalog.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What goes and what comes between two texts.
class LineDiffTest {
  @Test
  void showsWhatChangedWithTwoLinesAround() {
    assertThat(diff("a\nb\nc\nd\ne\nf\ng\nh\ni", "a\nb\nc\nX\ne\nf\ng\nh\nJ"))
        .isEqualTo(" b, c,-d,+X, e, f, g, h,-i,+J");
    assertThat(diff("a\nb\nc\nd\ne\nf\ng\nh\ni\nj", "X\nb\nc\nd\ne\nf\ng\nh\ni\nY"))
        .isEqualTo("-a,+X, b, c,…, h, i,-j,+Y");
    assertThat(diff("a", "a\nb")).isEqualTo(" a,+b");
    assertThat(diff("a\nb\nc", "c")).isEqualTo("-a,-b, c");
  }

  /// Seeded. Without the lines that go the new text is left, without those that come the old one.
  @Test
  void neitherTextLosesALine() {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      List<String> before = lines(random);
      List<String> after = lines(random);
      List<LineDiff.Line> diff = LineDiff.of(String.join("\n", before), String.join("\n", after));
      List<String> rest = new ArrayList<>(before);
      texts(diff, '-').forEach(rest::remove);
      texts(diff, '+').forEach(rest::add);
      assertThat(rest).containsExactlyInAnyOrderElementsOf(after);
    }
  }

  @Test
  void longTextsThatHaveNothingInCommonAreShownWhole() {
    String before =
        IntStream.range(0, 3_000).mapToObj(i -> "a" + i).collect(Collectors.joining("\n"));
    assertThat(LineDiff.of(before, before.replace('a', 'b'))).hasSize(6_000);
  }

  private static List<String> texts(List<LineDiff.Line> diff, char sign) {
    return diff.stream().filter(line -> line.sign() == sign).map(LineDiff.Line::text).toList();
  }

  private static List<String> lines(Random random) {
    return random.ints(random.nextInt(1, 9), 0, 4).mapToObj(i -> "line " + i).toList();
  }

  private static String diff(String before, String after) {
    return LineDiff.of(before, after).stream()
        .map(line -> line.sign() + line.text())
        .collect(Collectors.joining(","));
  }
}
