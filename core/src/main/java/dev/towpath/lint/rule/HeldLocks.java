package dev.towpath.lint.rule;

import dev.towpath.lint.Change;
import dev.towpath.lint.effect.Effects;
import dev.towpath.lint.effect.Touch;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import java.util.List;
import java.util.stream.Stream;

/// The locks on tables in use that statements of a transaction take and that others notice.
final class HeldLocks {
  /// So much of a statement is shown.
  private static final int SHOWN = 60;

  private HeldLocks() {}

  /// A lock and the statement that took it.
  record Held(Change change, Touch touch) {
    Name table() {
      return touch.object();
    }

    /// The statement's first words.
    String words() {
      String line = change.sql().strip().replaceAll("\\s+", " ");
      return line.length() <= SHOWN ? line : line.substring(0, SHOWN - 1) + "…";
    }
  }

  /// In the order of the statements before this one. Where a table is gone by now, nobody is to use
  /// it any more.
  static Stream<Held> before(Change change) {
    return change.transaction().isBlock()
        ? change.transaction().earlier().stream()
            .flatMap(
                earlier ->
                    taken(earlier).stream()
                        .filter(touch -> !change.schema().isGone(touch.object()))
                        .map(touch -> new Held(earlier, touch)))
        : Stream.of();
  }

  static List<Touch> taken(Change change) {
    return Effects.kept(change).felt();
  }

  /// The table whose queue counts: that of a partition is its parent's.
  static Name family(Change change, Name table) {
    return change.known(table).flatMap(Table::partitionOf).orElse(table);
  }
}
