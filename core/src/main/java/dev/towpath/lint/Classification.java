package dev.towpath.lint;

import dev.towpath.lint.schema.Phase;
import java.util.EnumSet;
import java.util.Set;

/// What a script does to those who use the database: it gives them more, takes something from
/// them, or changes rows. Not thread-safe.
final class Classification {
  private final Set<Phase> seen = EnumSet.noneOf(Phase.class);

  /// A routine's body runs when that is called.
  void add(Change change) {
    if (change.place().routine().isEmpty()) {
      Phase.of(change.schema(), change.node()).ifPresent(seen::add);
    }
  }

  /// Of all that was added; a script that does nothing expands.
  Phase phase() {
    return switch (seen.size()) {
      case 0 -> Phase.EXPAND;
      case 1 -> seen.iterator().next();
      default -> Phase.MIXED;
    };
  }
}
