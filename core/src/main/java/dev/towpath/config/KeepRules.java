package dev.towpath.config;

import dev.towpath.yaml.Mapping;

/// `keep:` of `backups:` in `towpath.yaml`: which backups `backup prune` leaves.
///
/// @param last so many of the newest
/// @param daily the newest of each of so many days that have one; so for weeks, months and years
public record KeepRules(int last, int daily, int weekly, int monthly, int yearly) {
  /// Without a rule nothing is ever pruned.
  public static final KeepRules NONE = new KeepRules(0, 0, 0, 0, 0);

  private static final int MOST = 10_000;

  static KeepRules read(Mapping mapping) {
    KeepRules rules =
        new KeepRules(
            number(mapping, "last"),
            number(mapping, "daily"),
            number(mapping, "weekly"),
            number(mapping, "monthly"),
            number(mapping, "yearly"));
    mapping.end();
    return rules;
  }

  private static int number(Mapping mapping, String name) {
    return mapping.number(name, 1, MOST).orElse(0);
  }
}
