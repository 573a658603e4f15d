package dev.towpath.migration.history;

import java.util.Locale;

/// What was done with a migration.
public enum Action {
  APPLY,
  UNDO;

  /// As the tables of schema `towpath` spell it.
  String stored() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Action of(String stored) {
    return valueOf(stored.toUpperCase(Locale.ROOT));
  }
}
