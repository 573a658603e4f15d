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
    int most = Math.min(before.size(), after.size());
    int head = 0;
    while (head < most && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < most - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    List<Line> lines = new ArrayList<>();
    add(lines, ' ', before.subList(Math.max(0, head - CONTEXT), head));
    add(lines, '-', before.subList(head, before.size() - tail));
    add(lines, '+', after.subList(head, after.size() - tail));
    int stays = before.size() - tail;
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
