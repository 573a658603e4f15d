package dev.towpath.catalog.diff;

import dev.towpath.report.SameEnds;
import java.util.ArrayList;
import java.util.List;

/// Two texts as lines that go, lines that come, and those around them that stay.
final class LineDiff {
  /// So many lines that stay are shown on either side.
  private static final int CONTEXT = 2;

  /// Of the table that the longest common part is found by; above it all lines go and come.
  private static final long MOST_CELLS = 4_000_000;

  private final List<String> before;
  private final List<String> after;
  private final List<Line> lines = new ArrayList<>();

  private LineDiff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  /// One line; the sign is `-`, `+`, a space, or `…` in place of lines that stay.
  record Line(char sign, String text) {}

  static List<Line> of(String before, String after) {
    LineDiff diff = new LineDiff(before.lines().toList(), after.lines().toList());
    diff.run();
    return diff.shortened();
  }

  private void run() {
    SameEnds ends = SameEnds.of(before, after);
    add(' ', before.subList(0, ends.head()));
    middle(ends.middle(before), ends.middle(after));
    add(' ', before.subList(before.size() - ends.tail(), before.size()));
  }

  private void middle(List<String> old, List<String> now) {
    if ((long) (old.size() + 1) * (now.size() + 1) > MOST_CELLS) {
      add('-', old);
      add('+', now);
      return;
    }
    int[][] common = common(old, now);
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
        lines.add(new Line(' ', old.get(i++)));
        j++;
      } else if (j == now.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add(new Line('-', old.get(i++)));
      } else {
        lines.add(new Line('+', now.get(j++)));
      }
    }
  }

  /// How many lines two texts have in common from each pair of lines on.
  private static int[][] common(List<String> old, List<String> now) {
    int[][] common = new int[old.size() + 1][now.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(now.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private void add(char sign, List<String> texts) {
    texts.forEach(text -> lines.add(new Line(sign, text)));
  }

  private List<Line> shortened() {
    List<Line> shown = new ArrayList<>();
    boolean cut = false;
    for (int i = 0; i < lines.size(); i++) {
      if (isNearChange(i)) {
        if (cut && !shown.isEmpty()) {
          shown.add(new Line('…', ""));
        }
        shown.add(lines.get(i));
        cut = false;
      } else {
        cut = true;
      }
    }
    return shown;
  }

  private boolean isNearChange(int at) {
    return lines
        .subList(Math.max(0, at - CONTEXT), Math.min(lines.size(), at + CONTEXT + 1))
        .stream()
        .anyMatch(line -> line.sign() != ' ');
  }
}
