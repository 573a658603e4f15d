package dev.towpath.lint;

import dev.towpath.lint.effect.Effects;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;

/// The transaction that statements of a script will run in.
///
/// Not thread-safe: the guard adds each change behind its checks, so that a rule sees those before.
public final class Transaction {
  /// Who begins it.
  public enum Opener {
    /// The script itself, by BEGIN.
    SCRIPT,
    /// The runner, around the script or a part of it.
    RUNNER,
    /// No one: the statement commits by itself.
    NO_ONE,
    /// The call of a routine, or a DO block outside any other transaction.
    BODY
  }

  private final Opener opener;
  private final List<Change> earlier = new ArrayList<>();
  private final IdentityHashMap<Change, Effects> effects = new IdentityHashMap<>();

  public Transaction(Opener opener) {
    this.opener = opener;
  }

  /// The transaction of a body by itself.
  static Transaction ofBody() {
    return new Transaction(Opener.BODY);
  }

  public Opener opener() {
    return opener;
  }

  /// Whether PostgreSQL refuses statements here that can't run in a transaction block.
  public boolean isBlock() {
    return opener != Opener.NO_ONE;
  }

  /// The changes before this one in the same transaction, whose locks are still held.
  public List<Change> earlier() {
    return Collections.unmodifiableList(earlier);
  }

  /// What a change of this transaction does, by the schema as it stood when that was first asked:
  /// ask before the schema moves on. Kept, since each statement behind it wants to know.
  public Effects effects(Change change) {
    return effects.computeIfAbsent(change, Effects::of);
  }

  /// Counts a change as run.
  public void add(Change change) {
    earlier.add(change);
  }
}
