package dev.towpath.lint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

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
  private final Map<Class<?>, Map<Change, Object>> kept = new HashMap<>();
  private final Map<Class<?>, Gathering> gathered = new HashMap<>();

  /// Something that grows with each change of a transaction.
  public interface Gathering {
    void add(Change change);
  }

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

  /// What was worked out of a change of this transaction, by the schema as it stood when that was
  /// first asked: ask before the schema moves on. Kept, since each statement behind it asks again.
  public <T> T kept(Change change, Class<T> kind, Function<Change, T> work) {
    Map<Change, Object> known = kept.computeIfAbsent(kind, _ -> new IdentityHashMap<>());
    return kind.cast(known.computeIfAbsent(change, work));
  }

  /// What is gathered of the changes before: each is looked at once, not again by each statement
  /// behind it.
  public <T extends Gathering> T gathered(Class<T> kind, Supplier<T> empty) {
    Gathering known = gathered.get(kind);
    if (known == null) {
      known = empty.get();
      earlier.forEach(known::add);
      gathered.put(kind, known);
    }
    return kind.cast(known);
  }

  /// Counts a change as run.
  public void add(Change change) {
    earlier.add(change);
    gathered.values().forEach(each -> each.add(change));
  }
}
