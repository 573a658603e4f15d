package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.ObjectName;

/// What can be switched on a table: row security, and by what its rows are replicated.
final class TableState {
  private static final String IDENTITY = "replica identity";
  private static final String INDEX = "index ";

  private final Steps steps;

  TableState(Context context) {
    this.steps = context.steps();
  }

  void change(Change change) {
    String alter = "alter table " + Sql.path(change.object()) + " ";
    if (change.has("row security")) {
      String verb = change.is("row security").isEmpty() ? "disable" : "enable";
      steps.change(Phase.POLICY, change.object(), alter + verb + " row level security");
    }
    if (change.has("row security forced")) {
      String verb = change.is("row security forced").isEmpty() ? "no force" : "force";
      steps.change(Phase.POLICY, change.object(), alter + verb + " row level security");
    }
    if (change.has(IDENTITY)) {
      identity(change.object(), change.now(IDENTITY).orElse("default"));
    }
  }

  private void identity(ObjectName table, String value) {
    if (value.equals("index dropped")) {
      steps.gap(table, "Its replica identity is an index that was dropped.");
      return;
    }
    String how =
        value.startsWith(INDEX)
            ? "using index " + Sql.last(value.substring(INDEX.length()))
            : value;
    steps.change(
        Phase.TABLE_INDEX, table, "alter table " + Sql.path(table) + " replica identity " + how);
  }

  void indexRemade(CatalogObject table, ObjectName index) {
    String value = table.properties().getOrDefault(IDENTITY, "");
    if (value.equals(INDEX + Sql.path(index.schema(), index.name()))) {
      identity(table.name(), value);
    }
  }
}
