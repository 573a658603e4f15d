package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.ObjectName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Views and materialised views.
final class ViewDdl implements Family {
  private static final String DEFINITION = "definition";
  private static final String POPULATED = "populated";

  private final Context context;

  ViewDdl(Context context) {
    this.context = context;
  }

  @Override
  public void create(CatalogObject object) {
    ObjectName name = object.name();
    String sql = name.kind() == Kind.VIEW ? "create view " + view(object) : materialized(object);
    context.steps().create(Phase.VIEW, covers(name, context.after()), name, sql);
  }

  private static String view(CatalogObject object) {
    return Sql.path(object.name()) + Options.with(object) + " as\n" + query(object);
  }

  private static String materialized(CatalogObject object) {
    Map<String, String> is = object.properties();
    return ("create materialized view " + Sql.path(object.name()))
        + (is.containsKey("access method") ? " using " + is.get("access method") : "")
        + Options.with(object)
        + (is.containsKey("tablespace")
            ? " tablespace " + Sql.name(is.getOrDefault("tablespace", ""))
            : "")
        + (" as\n" + query(object))
        + (is.containsKey(POPULATED) ? "\nwith no data" : "");
  }

  private static String query(CatalogObject object) {
    return object.properties().getOrDefault(DEFINITION, "").strip().replaceFirst(";$", "");
  }

  private static Set<ObjectName> covers(ObjectName view, Side side) {
    Set<ObjectName> covers = new HashSet<>();
    covers.add(view);
    side.columns(view).forEach(column -> covers.add(column.name()));
    return covers;
  }

  @Override
  public void drop(CatalogObject object) {
    ObjectName name = object.name();
    Set<ObjectName> covers = covers(name, context.before());
    context.before().parts(name).forEach(part -> covers.add(part.name()));
    context.steps().drop(covers, name, "drop " + name.kind().words() + " " + Sql.path(name), "");
  }

  @Override
  public void change(Change change) {
    ObjectName name = change.object();
    if (name.kind() == Kind.VIEW && change.has(DEFINITION)) {
      change(change, "create or replace view " + view(change.after()));
      return;
    }
    String alter = "alter " + name.kind().words() + " " + Sql.path(name) + " ";
    Options.changes(change).forEach(action -> change(change, alter + action));
    if (change.has("access method")) {
      change(change, alter + "set access method " + change.now("access method").orElse("heap"));
    }
    if (change.has("tablespace")) {
      String tablespace = Sql.name(change.now("tablespace").orElse("pg_default"));
      change(change, alter + "set tablespace " + tablespace);
    }
    if (change.has(POPULATED)) {
      String without = change.is(POPULATED).isEmpty() ? "" : " with no data";
      change(change, "refresh materialized view " + Sql.path(name) + without);
    }
  }

  private void change(Change change, String sql) {
    context.steps().change(Phase.VIEW, change.object(), sql);
  }

  @Override
  public boolean needsRemake(Change change) {
    return change.has(DEFINITION)
        && (change.object().kind() == Kind.MATERIALIZED_VIEW || !keepsColumns(change.object()));
  }

  /// CREATE OR REPLACE can only add columns behind the ones that are there.
  private boolean keepsColumns(ObjectName view) {
    List<String> before = columns(view, context.before());
    List<String> after = columns(view, context.after());
    return before.size() <= after.size() && after.subList(0, before.size()).equals(before);
  }

  private static List<String> columns(ObjectName view, Side side) {
    return side.columns(view).stream().map(ColumnDdl::typed).toList();
  }
}
