package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;

/// Extended statistics.
final class StatisticsDdl implements Family {
  private static final String TARGET = "statistics target";

  private final Steps steps;

  StatisticsDdl(Context context) {
    this.steps = context.steps();
  }

  @Override
  public void create(CatalogObject object) {
    steps.create(
        Phase.STATISTICS, object.name(), object.properties().getOrDefault("definition", ""));
    if (object.properties().containsKey(TARGET)) {
      target(object);
    }
  }

  private void target(CatalogObject object) {
    String target = object.properties().getOrDefault(TARGET, "-1");
    steps.change(
        Phase.STATISTICS,
        object.name(),
        "alter statistics " + Sql.path(object.name()) + " set statistics " + target);
  }

  @Override
  public void drop(CatalogObject object) {
    steps.drop(object.name(), "drop statistics " + Sql.path(object.name()));
  }

  @Override
  public void change(Change change) {
    if (change.has(TARGET)) {
      target(change.after());
    }
  }

  @Override
  public boolean needsRemake(Change change) {
    return change.has("definition");
  }
}
