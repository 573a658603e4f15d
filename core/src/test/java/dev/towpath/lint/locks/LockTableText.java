package dev.towpath.lint.locks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Writes the lock table's file.
final class LockTableText {
  private final SortedMap<String, SortedSet<Integer>> rows = new TreeMap<>();

  void add(String form, int major, Observed observed) {
    for (String row : rows(observed)) {
      rows.computeIfAbsent(form + "\t%s\t" + row, _ -> new TreeSet<>()).add(major);
    }
  }

  /// The rows of one form on one major, without their first two cells.
  static List<String> rows(Observed observed) {
    List<String> rows = new ArrayList<>();
    for (Hold hold : observed.holds()) {
      rows.add(hold.role().word() + "\t" + hold.mode().word() + "\t" + effects(hold));
    }
    observed.refusal().ifPresent(state -> rows.add(statement(LockTable.REFUSED + state)));
    if (observed.outsideTransaction()) {
      rows.add(statement(LockTable.ALONE));
    }
    return rows.isEmpty() ? List.of(statement(LockTable.NONE)) : rows;
  }

  private static String statement(String what) {
    return LockTable.STATEMENT + "\t" + LockTable.NONE + "\t" + what;
  }

  private static String effects(Hold hold) {
    return hold.effects().isEmpty()
        ? LockTable.NONE
        : hold.effects().stream().sorted().map(Effect::word).collect(Collectors.joining(","));
  }

  String text(Collection<String> versions) {
    StringBuilder text = new StringBuilder();
    text.append("# Observed on PostgreSQL ").append(String.join(", ", versions));
    text.append("; written by LockTableMadeTest, not by hand.\n");
    text.append("# form\tmajors\trole\tlock\teffects\n");
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, SortedSet<Integer>> row : rows.entrySet()) {
      lines.add(row.getKey().formatted(Majors.write(row.getValue())));
    }
    lines.stream().sorted().forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
