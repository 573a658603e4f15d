package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogComparison;
import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Difference;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.ObjectName;
import dev.towpath.catalog.Snapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Writes the DDL that turns the schema of one snapshot into that of another.
///
/// It runs in a database that is as the first snapshot says, by a role that may do all of it, in
/// one session and in one transaction or none. Both snapshots must have been read with what their
/// objects need. Facets that one of them leaves out are left as they are.
public final class Ddl {
  private final Context context;
  private final Families families;
  private final List<CatalogObject> added = new ArrayList<>();
  private final List<CatalogObject> removed = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();

  private Ddl(Snapshot before, Snapshot after) {
    this.context =
        new Context(
            new Side(before), new Side(after), new Steps(), new HashSet<>(), new HashSet<>());
    this.families = new Families(context);
    for (Difference difference : CatalogComparison.compare(before.catalog(), after.catalog())) {
      sort(difference);
    }
  }

  public static DdlScript between(Snapshot before, Snapshot after) {
    return new Ddl(before, after).script();
  }

  private void sort(Difference difference) {
    switch (difference) {
      case Difference.Added(CatalogObject object) -> added.add(object);
      case Difference.Removed(CatalogObject object) -> removed.add(object);
      case Difference.Changed(ObjectName name, List<Difference.Property> properties) ->
          changes.add(
              new Change(
                  context.before().find(name).orElseThrow(),
                  context.after().find(name).orElseThrow(),
                  properties.stream()
                      .map(Difference.Property::name)
                      .collect(Collectors.toCollection(TreeSet::new))));
    }
  }

  private DdlScript script() {
    new Remakes(context)
        .find(
            changes,
            families,
            removed.stream().map(CatalogObject::name).collect(Collectors.toSet()));
    removed.forEach(this::drop);
    Finish finish = new Finish(context);
    for (ObjectName name : new TreeSet<>(context.remade())) {
      drop(context.before().find(name).orElseThrow());
      create(context.after().find(name).orElseThrow(), finish);
      new TableDdl(context).indexRemade(name);
    }
    added.forEach(object -> create(object, finish));
    for (Change change : changes) {
      if (!context.remade().contains(change.object())) {
        if (change.object().kind() != Kind.COLUMN) {
          families.of(change.object().kind()).change(change);
        }
        if (!isPartOfRemade(change.object())) {
          finish.write(change);
        }
      }
    }
    new TableColumns(context).write();
    finishColumnsOfRemade(finish);
    return new DdlScript(
        Order.sort(context.steps().steps(), context.before(), context.after()),
        context.steps().gaps());
  }

  /// What goes with its whole needs no statement of its own, but a foreign key between two tables
  /// that both go is taken away first: there may be one in the other direction.
  private void drop(CatalogObject object) {
    ObjectName name = object.name();
    boolean withWhole =
        context.before().whole(name).filter(whole -> context.goes(whole.name())).isPresent();
    if (name.kind() == Kind.COLUMN) {
      if (context.remade().contains(name) && !withWhole) {
        context
            .before()
            .whole(name)
            .ifPresent(table -> new ColumnDdl(context).drop(table.name(), object));
      }
      return;
    }
    if (!withWhole
        || name.kind() == Kind.USER_MAPPING
        || ConstraintDdl.refersToGoing(name, context)) {
      families.of(name.kind()).drop(object);
    }
  }

  private void create(CatalogObject object, Finish finish) {
    if (object.name().kind() != Kind.COLUMN) {
      families.of(object.name().kind()).create(object);
    }
    finish.write(object);
  }

  private boolean isPartOfRemade(ObjectName name) {
    return name.kind() == Kind.COLUMN
        && context.after().whole(name).filter(w -> context.remade().contains(w.name())).isPresent();
  }

  private void finishColumnsOfRemade(Finish finish) {
    Set<ObjectName> wholes = new TreeSet<>(context.remade());
    for (ObjectName whole : wholes) {
      for (CatalogObject column : context.after().columns(whole)) {
        if (context.before().has(column.name())) {
          finish.write(column);
        }
      }
    }
  }
}
