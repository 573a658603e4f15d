package dev.towpath.report;

import java.util.ArrayList;
import java.util.List;

/// A fix as lines that go and lines that come, with those around them that stay.
final class FixDiff {
  /// More lines of a long statement would push the sentence off the screen.
  private static final int MOST_LINES = 16;

  /// So many lines that stay are shown on either side.
  private static final int CONTEXT = 1;

  private FixDiff() {}

  /// One line; the sign is `-`, `+` or a space.
  record Line(char sign, String text) {}

  static List<Line> of(Finding.Fix fix) {
    List<String> before = fix.before().lines().toList();
    List<String> after = fix.after().lines().toList();
    SameEnds ends = SameEnds.of(before, after);
    List<Line> lines = new ArrayList<>();
    add(lines, ' ', before.subList(Math.max(0, ends.head() - CONTEXT), ends.head()));
    add(lines, '-', ends.middle(before));
    add(lines, '+', ends.middle(after));
    int stays = before.size() - ends.tail();
    add(lines, ' ', before.subList(stays, Math.min(before.size(), stays + CONTEXT)));
    return lines.size() <= MOST_LINES ? lines : List.copyOf(lines.subList(0, MOST_LINES));
  }

  private static void add(List<Line> lines, char sign, List<String> texts) {
    texts.forEach(text -> lines.add(new Line(sign, text)));
  }

  /// The fix as the text of a diff.
  static String text(Finding.Fix fix) {
    StringBuilder text = new StringBuilder();
    of(fix).forEach(line -> text.append(line.sign()).append(line.text()).append('\n'));
    return text.toString();
  }
}
