package dev.towpath.lint.locks;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A mode of a lock on a table or another object, in PostgreSQL's own order.
public enum LockMode {
  ACCESS_SHARE("AccessShareLock"),
  ROW_SHARE("RowShareLock"),
  ROW_EXCLUSIVE("RowExclusiveLock"),
  SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock"),
  SHARE("ShareLock"),
  SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock"),
  EXCLUSIVE("ExclusiveLock"),
  ACCESS_EXCLUSIVE("AccessExclusiveLock");

  private final String server;

  LockMode(String server) {
    this.server = server;
  }

  /// The mode of that number, as PostgreSQL counts them from 1.
  public static LockMode ofNumber(int number) {
    return values()[number - 1];
  }

  /// The mode that `pg_locks` calls so.
  public static LockMode ofServer(String name) {
    return Arrays.stream(values())
        .filter(mode -> mode.server.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No lock mode " + name));
  }

  /// The mode of that name, as `word` gives it.
  static LockMode of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /// The name in the lock table: `access-exclusive`.
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Whether two sessions can't hold these modes on one object at once.
  public boolean conflicts(LockMode other) {
    return conflicting().contains(other);
  }

  private Set<LockMode> conflicting() {
    return switch (this) {
      case ACCESS_SHARE -> EnumSet.of(ACCESS_EXCLUSIVE);
      case ROW_SHARE -> EnumSet.of(EXCLUSIVE, ACCESS_EXCLUSIVE);
      case ROW_EXCLUSIVE -> EnumSet.of(SHARE, SHARE_ROW_EXCLUSIVE, EXCLUSIVE, ACCESS_EXCLUSIVE);
      case SHARE_UPDATE_EXCLUSIVE -> EnumSet.range(SHARE_UPDATE_EXCLUSIVE, ACCESS_EXCLUSIVE);
      case SHARE -> {
        Set<LockMode> all = EnumSet.range(ROW_EXCLUSIVE, ACCESS_EXCLUSIVE);
        all.remove(SHARE);
        yield all;
      }
      case SHARE_ROW_EXCLUSIVE -> EnumSet.range(ROW_EXCLUSIVE, ACCESS_EXCLUSIVE);
      case EXCLUSIVE -> EnumSet.range(ROW_SHARE, ACCESS_EXCLUSIVE);
      case ACCESS_EXCLUSIVE -> EnumSet.allOf(LockMode.class);
    };
  }

  /// Whether a plain `select` waits for a holder of this mode.
  public boolean blocksReads() {
    return conflicts(ACCESS_SHARE);
  }

  /// Whether `insert`, `update` and `delete` wait for a holder of this mode.
  public boolean blocksWrites() {
    return conflicts(ROW_EXCLUSIVE);
  }

  /// What others can't do meanwhile, in words for a person.
  public String effect() {
    if (blocksReads()) {
      return "blocks reads and writes";
    }
    if (blocksWrites()) {
      return this == EXCLUSIVE ? "blocks writes and row locks" : "blocks writes";
    }
    return conflicts(SHARE_UPDATE_EXCLUSIVE)
        ? "blocks other schema changes, not reads or writes"
        : "blocks neither reads nor writes";
  }

  /// The modes that say it all: those of which no other one blocks as much and more.
  public static List<LockMode> strongest(Collection<LockMode> held) {
    return held.stream()
        .distinct()
        .filter(mode -> held.stream().noneMatch(other -> other.blocksMoreThan(mode)))
        .sorted()
        .toList();
  }

  private boolean blocksMoreThan(LockMode other) {
    return this != other && conflicting().containsAll(other.conflicting());
  }

  /// As SQL writes it: `access exclusive`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
