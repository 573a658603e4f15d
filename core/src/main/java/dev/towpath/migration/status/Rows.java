package dev.towpath.migration.status;

import dev.towpath.migration.Migration;
import dev.towpath.migration.history.Applied;
import dev.towpath.migration.layout.Layout;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A history's rows, one for each migration: the last of those that weigh the most.
///
/// A failed row outweighs an applied one, as it does for Prisma, and any row outweighs an undone
/// one.
final class Rows {
  private final Layout layout;
  private final Map<String, Applied> byKey = new LinkedHashMap<>();
  private final Map<String, Applied> byFullName = new HashMap<>();
  private final Map<String, Applied> baselines = new LinkedHashMap<>();
  private final Set<String> files = new HashSet<>();

  Rows(Layout layout, List<Applied> rows, List<Migration> migrations) {
    this.layout = layout;
    migrations.forEach(file -> files.add(fullName(file.version(), file.name())));
    for (Applied row : rows) {
      if (row.state() == Applied.State.BASELINE) {
        baselines.put(layout.identity(row.version()), row);
      } else {
        byKey.merge(key(row.version(), row.name()), row, Rows::heavier);
        byFullName.merge(fullName(row.version(), row.name()), row, Rows::heavier);
      }
    }
  }

  private static Applied heavier(Applied a, Applied b) {
    return weight(b.state()) >= weight(a.state()) ? b : a;
  }

  private static int weight(Applied.State state) {
    return switch (state) {
      case FAILED -> 2;
      case APPLIED, BASELINE -> 1;
      case UNDONE -> 0;
    };
  }

  /// Takes the row of a migration: the one with its name too, if several share the version.
  Optional<Applied> take(Migration migration) {
    String key = key(migration.version(), migration.name());
    Applied exact = byFullName.get(fullName(migration.version(), migration.name()));
    Optional<Applied> row =
        exact != null
            ? Optional.of(exact)
            : Optional.ofNullable(byKey.get(key)).filter(any -> !isOfAnother(any));
    row.ifPresent(taken -> forget(key, taken));
    return row;
  }

  private boolean isOfAnother(Applied row) {
    return files.contains(fullName(row.version(), row.name()));
  }

  private void forget(String key, Applied taken) {
    byKey.remove(key, taken);
    byFullName.remove(fullName(taken.version(), taken.name()), taken);
  }

  Collection<Applied> left() {
    Map<Applied, Boolean> left = new LinkedHashMap<>();
    byKey.values().forEach(row -> left.put(row, true));
    byFullName.values().forEach(row -> left.put(row, true));
    return left.keySet();
  }

  /// The highest version that a baseline covers.
  Optional<String> baseline() {
    return baselines.values().stream().map(Applied::version).max(layout.order());
  }

  boolean isBaseline(Migration migration) {
    return baselines.containsKey(layout.identity(migration.version()));
  }

  boolean isEmpty() {
    return byKey.isEmpty() && baselines.isEmpty();
  }

  private String key(String version, String name) {
    return version.isEmpty() ? "R " + name : layout.identity(version);
  }

  private String fullName(String version, String name) {
    return layout.identity(version) + " " + name;
  }
}
