package dev.towpath.migration.naming;

import dev.towpath.migration.Migration;
import dev.towpath.migration.layout.Layout;
import dev.towpath.problem.Location;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Two migrations have the same version: only one of them would ever count as applied.
final class DuplicateVersion implements FileRule {
  @Override
  public List<Finding> check(Layout layout, List<Migration> migrations) {
    Map<String, Migration> first = new HashMap<>();
    List<Finding> findings = new ArrayList<>();
    for (Migration migration : migrations) {
      String key =
          switch (migration.kind()) {
            case VERSIONED -> layout.identity(migration.version());
            case BASELINE -> "B " + layout.identity(migration.version());
            case REPEATABLE -> "R " + migration.name();
          };
      Migration other = first.putIfAbsent(key, migration);
      if (other != null) {
        findings.add(duplicate(migration, other));
      }
    }
    return findings;
  }

  private static Finding duplicate(Migration migration, Migration other) {
    String what =
        migration.version().isEmpty() ? migration.name() : "version " + migration.version();
    return Finding.of("duplicate-version", Severity.ERROR, "Two migrations have " + what + ".")
        .at(Location.file(migration.up().file()))
        .because("The other one is " + other.up().file() + "; only one of them would be applied.")
        .help("Give the one that isn't applied anywhere a later version.");
  }
}
