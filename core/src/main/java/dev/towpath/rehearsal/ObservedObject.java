package dev.towpath.rehearsal;

import dev.towpath.lint.locks.LockMode;
import java.util.Optional;
import java.util.Set;

/// What a statement did to one relation, or to another object that it locked.
///
/// @param kind a word of PostgreSQL's: `table`, `index`, `type`
/// @param name with its schema, as it was called before the statement
/// @param of the table of an index; empty for all others
/// @param age since when it is there
/// @param taken the strongest lock that this statement added; empty if it held as much already
/// @param storage what became of its file
/// @param scanned whether all its rows were read
/// @param waiting what other sessions would wait with while the transaction is open, as tried
public record ObservedObject(
    String kind,
    String name,
    String of,
    Age age,
    Optional<LockMode> taken,
    Storage storage,
    boolean scanned,
    Set<Work> waiting) {

  /// Since when an object is there.
  public enum Age {
    /// It was there before the first pending migration: an application may use it.
    OLD,
    /// An earlier migration of this rehearsal made it.
    RUN,
    /// This migration made it.
    NEW
  }

  /// What became of the file that holds an object's rows.
  public enum Storage {
    KEPT,
    /// Every row was written anew.
    REWRITTEN,
    /// An index was built anew.
    REBUILT,
    EMPTIED
  }

  /// What an application does.
  public enum Work {
    SELECT,
    INSERT,
    UPDATE
  }

  public ObservedObject {
    waiting = Set.copyOf(waiting);
  }
}
