package dev.towpath.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Counts words into one line: `6 applied, 2 pending`.
final class Counts {
  private Counts() {}

  static String of(List<String> words, String none) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    words.forEach(word -> counts.merge(word, 1, Integer::sum));
    return counts.isEmpty()
        ? none
        : counts.entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey())
            .collect(Collectors.joining(", "));
  }

  /// `1 statement`, `2 statements`.
  static String of(long count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }
}
