package dev.towpath.lint.locks;

import java.util.Locale;

/// What a statement does to an object besides locking it.
public enum Effect {
  /// Writes all rows anew, into another file.
  REWRITE("rewritten"),
  /// Reads all rows.
  SCAN("read in full"),
  /// Builds an index anew.
  REBUILD("rebuilt"),
  /// Leaves no row.
  EMPTY("emptied"),
  /// Waits until the transactions that use the object have ended.
  WAIT("waits for older transactions");

  private final String words;

  Effect(String words) {
    this.words = words;
  }

  /// In words for a person.
  public String words() {
    return words;
  }

  static Effect of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
