package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.ObjectName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Brings the columns of each relation from the one state to the other, parents first: what a
/// statement on a parent does to its partitions and children needs no statement of their own.
final class TableColumns {
  private static final String INHERITED = "inherited";
  private static final String COLUMN_ORDER = "column order";

  private final Context context;
  private final ColumnDdl ddl;
  private final Map<ObjectName, Map<String, Change>> done = new HashMap<>();

  TableColumns(Context context) {
    this.context = context;
    this.ddl = new ColumnDdl(context);
  }

  void write() {
    for (ObjectName relation : relations()) {
      write(relation);
    }
  }

  private Set<ObjectName> relations() {
    Set<ObjectName> relations = new TreeSet<>();
    for (CatalogObject object : context.after().all()) {
      if (Parts.canHave(object.name().kind(), Kind.COLUMN)) {
        relations.add(object.name());
      }
    }
    return relations;
  }

  private void write(ObjectName relation) {
    if (done.containsKey(relation)) {
      return;
    }
    done.put(relation, Map.of());
    List<ObjectName> parents = Columns.parents(relation, context.after());
    parents.forEach(this::write);
    Map<String, Change> changes = new TreeMap<>();
    Map<String, CatalogObject> before =
        context.isFresh(relation) ? Map.of() : Columns.of(relation, context.before());
    Map<String, CatalogObject> after = Columns.of(relation, context.after());
    before.forEach(
        (name, column) -> {
          if (!after.containsKey(name) && !goesWithParent(relation, name)) {
            ddl.drop(relation, column);
          }
        });
    after.forEach(
        (name, column) -> {
          Change change = Change.between(start(relation, before, column, parents), column);
          changes.put(name, change);
          ddl.change(relation, change);
          inheritance(relation, change, parents);
        });
    done.put(relation, changes);
    order(relation, before.keySet(), after.keySet());
  }

  /// What a column is before it gets statements of its own; it is made first if need be.
  private CatalogObject start(
      ObjectName relation,
      Map<String, CatalogObject> before,
      CatalogObject column,
      List<ObjectName> parents) {
    String name = column.name().name();
    CatalogObject old = before.get(name);
    List<ObjectName> having =
        parents.stream().filter(p -> Columns.of(p, context.after()).containsKey(name)).toList();
    if (old != null && !context.remade().contains(column.name())) {
      for (ObjectName parent : having) {
        Change change = done.getOrDefault(parent, Map.of()).get(name);
        old =
            change == null || isNewParent(relation, parent)
                ? old
                : Columns.following(old, relation, change, context.after());
      }
      return old;
    }
    boolean own = !column.properties().getOrDefault(INHERITED, "").equals("yes");
    if (having.isEmpty() || (own && !isPlacedByParents(relation))) {
      boolean inlined = context.isFresh(relation);
      return inlined ? ColumnDdl.made(relation, column) : ddl.add(relation, column);
    }
    Map<String, CatalogObject> parent = Columns.of(having.getFirst(), context.after());
    return Columns.inherited(Objects.requireNonNull(parent.get(name)), relation, context.after());
  }

  private boolean isPlacedByParents(ObjectName relation) {
    return context
        .after()
        .find(relation)
        .map(
            t ->
                t.properties().containsKey("partition of") || t.properties().containsKey("of type"))
        .orElse(false);
  }

  private boolean isNewParent(ObjectName relation, ObjectName parent) {
    return !context.before().needs(relation).contains(parent);
  }

  /// Whether a column that is gone from a relation was its parent's and is gone there too.
  private boolean goesWithParent(ObjectName relation, String name) {
    return Columns.parents(relation, context.before()).stream()
        .filter(parent -> Columns.parents(relation, context.after()).contains(parent))
        .anyMatch(
            parent ->
                Columns.of(parent, context.before()).containsKey(name)
                    && !Columns.of(parent, context.after()).containsKey(name));
  }

  /// Whether a column counts as inherited, and as the table's own too, no statement says.
  private void inheritance(ObjectName relation, Change change, List<ObjectName> parents) {
    if (relation.kind() != Kind.TABLE || !change.has(INHERITED)) {
      return;
    }
    String name = change.object().name();
    boolean has = parents.stream().anyMatch(p -> Columns.of(p, context.after()).containsKey(name));
    boolean fresh = context.isFresh(change.object());
    String expected = !has ? "" : fresh ? change.is(INHERITED) : "and own";
    if (!change.is(INHERITED).equals(expected)) {
      context
          .steps()
          .gap(change.object(), "A column of its own stays the table's own when it is inherited.");
    }
  }

  private void order(ObjectName relation, Set<String> before, Set<String> after) {
    Optional<CatalogObject> table =
        context.after().find(relation).filter(t -> t.properties().containsKey(COLUMN_ORDER));
    if (table.isEmpty() || context.isFresh(relation)) {
      return;
    }
    List<String> kept = new ArrayList<>(before);
    kept.removeIf(name -> !after.contains(name) || isRemade(relation, name));
    List<String> made = new ArrayList<>(kept);
    after.stream().filter(name -> !kept.contains(name)).forEach(made::add);
    if (!made.equals(List.copyOf(after))) {
      context
          .steps()
          .gap(relation, "New columns come last, and columns can't be brought into another order.");
    }
  }

  private boolean isRemade(ObjectName relation, String name) {
    return context
        .remade()
        .contains(new ObjectName(Kind.COLUMN, relation.schema(), relation.name(), name));
  }
}
