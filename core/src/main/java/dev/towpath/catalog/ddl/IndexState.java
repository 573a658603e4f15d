package dev.towpath.catalog.ddl;

import dev.towpath.catalog.Kind;
import dev.towpath.catalog.ObjectName;

/// What can be set on an index, also on the one behind a constraint.
final class IndexState {
  static final String INVALID =
      "No statement makes an index that is not valid; it is the rest of one that failed.";
  private static final String CLUSTERED = "clustered";
  private static final String TARGET = "statistics target";

  private IndexState() {}

  static void write(Change change, Steps steps) {
    ObjectName name = change.object();
    String alter = "alter index " + Sql.path(name.schema(), name.name()) + " ";
    if (name.kind() == Kind.CONSTRAINT) {
      Options.changes(change)
          .forEach(action -> steps.change(Phase.TABLE_INDEX, name, alter + action));
    }
    if (change.has("tablespace")) {
      String tablespace = Sql.name(change.now("tablespace").orElse("pg_default"));
      steps.change(Phase.TABLE_INDEX, name, alter + "set tablespace " + tablespace);
    }
    if (change.has(TARGET)) {
      for (String column : Sql.items(change.was(TARGET))) {
        steps.change(Phase.TABLE_INDEX, name, alter + target(column.replaceFirst(":.*", ": -1")));
      }
      for (String column : Sql.items(change.is(TARGET))) {
        steps.change(Phase.TABLE_INDEX, name, alter + target(column));
      }
    }
    if (change.has(CLUSTERED)) {
      String how =
          change.is(CLUSTERED).isEmpty()
              ? "set without cluster"
              : "cluster on " + Sql.name(name.name());
      steps.change(Phase.TABLE_INDEX, name, "alter table " + Sql.parent(name) + " " + how);
    }
  }

  /// Of `2: 100`.
  private static String target(String column) {
    return "alter column " + column.replaceFirst(": ", " set statistics ");
  }
}
