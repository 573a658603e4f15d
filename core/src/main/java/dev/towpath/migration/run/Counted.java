package dev.towpath.migration.run;

/// A number with its noun: `1 migration`, `2 migrations`.
final class Counted {
  private Counted() {}

  static String of(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
