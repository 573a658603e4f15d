package dev.towpath.rehearsal;

import dev.towpath.lint.locks.LockMode;
import java.util.HashMap;
import java.util.Map;

/// The strongest lock on each object that the open transaction held behind the last statement.
final class HeldLocks {
  private String transaction = "";
  private Map<String, LockMode> held = Map.of();
  private Map<String, LockMode> now = new HashMap<>();

  /// An answer came from this transaction.
  void in(String answering) {
    held = answering.equals(transaction) ? now : Map.of();
    transaction = answering;
    now = new HashMap<>();
  }

  /// Notes a lock that is held now, and says whether the last statement added it.
  boolean adds(String object, LockMode mode) {
    now.merge(object, mode, (one, other) -> one.compareTo(other) > 0 ? one : other);
    LockMode before = held.get(object);
    return before == null || before.compareTo(mode) < 0;
  }
}
