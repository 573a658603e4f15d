package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.Node;
import java.util.EnumSet;
import java.util.Set;

/// What the statements of this deploy do together. Not thread-safe.
public final class Phases {
  private final Schema schema;
  private final Set<Phase> seen = EnumSet.noneOf(Phase.class);

  Phases(Schema schema) {
    this.schema = schema;
  }

  /// Whether some statement of the deploy adds.
  public boolean expands() {
    return seen.contains(Phase.EXPAND) || seen.contains(Phase.MIXED);
  }

  void settle() {
    seen.clear();
  }

  void apply(Node statement) {
    if (schema.isDeploying()) {
      Phase.of(schema, statement).ifPresent(seen::add);
    }
  }
}
