package dev.towpath.report;

import java.util.List;

/// How many lines two texts share at their beginning, and how many of the others at their end.
public record SameEnds(int head, int tail) {

  /// Counts both.
  public static SameEnds of(List<String> before, List<String> after) {
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
    return new SameEnds(head, tail);
  }

  /// The lines of one of the two texts that are neither.
  public List<String> middle(List<String> lines) {
    return lines.subList(head, lines.size() - tail);
  }
}
