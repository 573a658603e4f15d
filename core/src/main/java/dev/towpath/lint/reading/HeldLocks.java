package dev.towpath.lint.reading;

import dev.towpath.lint.Change;
import dev.towpath.lint.Transaction;
import dev.towpath.lint.effect.Effects;
import dev.towpath.lint.effect.Touch;
import dev.towpath.lint.locks.Effect;
import dev.towpath.lint.locks.LockMode;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The locks on tables in use that statements of a transaction take and that others notice.
public final class HeldLocks implements Transaction.Gathering {
  /// So much of a statement is shown.
  private static final int SHOWN = 60;

  /// The first that took each of them.
  private final Map<Lock, Held> held = new LinkedHashMap<>();

  private record Lock(Name table, LockMode mode, Set<Effect> effects) {}

  private HeldLocks() {}

  /// A lock and the statement that took it.
  public record Held(Change change, Touch touch) {
    public Name table() {
      return touch.object();
    }

    /// The statement's first words.
    public String words() {
      String line = change.sql().strip().replaceAll("\\s+", " ");
      return line.length() <= SHOWN ? line : line.substring(0, SHOWN - 1) + "…";
    }
  }

  /// In the order of the statements before this one, each kind of lock on a table once. Where a
  /// table is gone by now, nobody is to use it any more.
  public static Stream<Held> before(Change change) {
    return change.transaction().isBlock()
        ? change.transaction().gathered(HeldLocks.class, HeldLocks::new).held.values().stream()
            .filter(held -> !change.schema().isGone(held.table()))
        : Stream.of();
  }

  @Override
  public void add(Change change) {
    for (Touch touch : taken(change)) {
      Lock lock = new Lock(touch.object(), touch.mode(), touch.effects());
      held.putIfAbsent(lock, new Held(change, touch));
    }
  }

  public static List<Touch> taken(Change change) {
    return Effects.kept(change).felt().stream()
        .filter(touch -> !isOther(change, touch.object()))
        .toList();
  }

  /// A function or a type: who uses a table doesn't wait for it.
  private static boolean isOther(Change change, Name name) {
    return change.known(name).isEmpty()
        && ((change.node() instanceof Node.DropStmt drop && !OF_TABLES.contains(drop.removeType()))
            || change.schema().routine(name).isPresent()
            || change.schema().type(name).isPresent());
  }

  private static final Set<ObjectType> OF_TABLES =
      EnumSet.of(
          ObjectType.OBJECT_TABLE,
          ObjectType.OBJECT_VIEW,
          ObjectType.OBJECT_MATVIEW,
          ObjectType.OBJECT_FOREIGN_TABLE,
          ObjectType.OBJECT_INDEX,
          ObjectType.OBJECT_TRIGGER,
          ObjectType.OBJECT_POLICY,
          ObjectType.OBJECT_RULE);

  /// The table whose queue counts: that of a partition is its parent's.
  public static Name family(Change change, Name table) {
    return change.known(table).flatMap(Table::partitionOf).orElse(table);
  }
}
