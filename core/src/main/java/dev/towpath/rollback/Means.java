package dev.towpath.rollback;

import java.util.Arrays;
import java.util.Locale;

/// How a database is led back; its word chooses it on the command line.
public enum Means {
  /// Each migration by its down script, newest first.
  DOWN_SCRIPTS,
  /// A dump, restored beside the database and put in its place.
  LOGICAL_BACKUP,
  /// A copy of the server's files, put in their place.
  PHYSICAL_BACKUP,
  /// Such a copy, taken on by the write-ahead log to just before the migrations.
  POINT_IN_TIME,
  /// What the provider of the database keeps.
  PROVIDER;

  static Means of(String word) {
    return Arrays.stream(values())
        .filter(each -> each.toString().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No means of a rollback: " + word));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
