package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.ObjectName;
import java.util.Map;

/// Indexes that no constraint stands for.
final class IndexDdl implements Family {
  private static final String VALID = "valid";

  private final Context context;

  IndexDdl(Context context) {
    this.context = context;
  }

  @Override
  public void create(CatalogObject object) {
    String sql = object.properties().getOrDefault("definition", "");
    boolean partitioned =
        context
            .after()
            .whole(object.name())
            .filter(t -> context.after().isPartitioned(t.name()))
            .isPresent();
    context
        .steps()
        .create(
            Phase.INDEX, object.name(), partitioned ? sql.replaceFirst(" ON ONLY ", " ON ") : sql);
    Change change = Change.between(CatalogObject.of(object.name(), Map.of()), object);
    change(change);
  }

  @Override
  public void drop(CatalogObject object) {
    ObjectName name = object.name();
    context.steps().drop(name, "drop index " + Sql.path(name.schema(), name.name()));
  }

  @Override
  public void change(Change change) {
    if (change.gets(VALID)) {
      context.steps().gap(change.object(), IndexState.INVALID);
    }
    IndexState.write(change, context.steps());
  }

  @Override
  public boolean needsRemake(Change change) {
    return change.has("definition") || change.loses(VALID);
  }
}
