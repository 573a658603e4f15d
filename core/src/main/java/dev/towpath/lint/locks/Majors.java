package dev.towpath.lint.locks;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Major versions as the lock table writes them: `14-18`, `14,16-18`.
final class Majors {
  private Majors() {}

  static SortedSet<Integer> read(String text) {
    SortedSet<Integer> majors = new TreeSet<>();
    for (String part : text.split(",", -1)) {
      int dash = part.indexOf('-');
      int first = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
      int last = dash < 0 ? first : Integer.parseInt(part.substring(dash + 1));
      for (int major = first; major <= last; major++) {
        majors.add(major);
      }
    }
    return majors;
  }

  static String write(SortedSet<Integer> majors) {
    List<String> parts = new ArrayList<>();
    for (int major : majors) {
      if (!majors.contains(major - 1)) {
        int last = major;
        while (majors.contains(last + 1)) {
          last++;
        }
        parts.add(last == major ? "" + major : major + "-" + last);
      }
    }
    return String.join(",", parts);
  }
}
