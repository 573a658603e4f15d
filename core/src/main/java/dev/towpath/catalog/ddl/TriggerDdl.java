package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.ObjectName;
import java.util.Map;
import java.util.Optional;

/// Triggers and rules, which stand in the catalog as the statement that makes them.
final class TriggerDdl implements Family {
  private static final String ENABLED = "enabled";

  private final Context context;

  TriggerDdl(Context context) {
    this.context = context;
  }

  @Override
  public void create(CatalogObject object) {
    if (parents(object, context.after()).isEmpty()) {
      String sql = object.properties().getOrDefault("definition", "");
      context.steps().create(Phase.TRIGGER, object.name(), sql.replaceFirst(";$", ""));
    }
    if (object.properties().containsKey(ENABLED) || parents(object, context.after()).isPresent()) {
      state(object, object.name(), context.steps());
    }
  }

  /// A partition's trigger that is its parent's is listed if it is enabled otherwise; it comes and
  /// goes with the parent's, and becomes as that one is when it is listed no more.
  private static Optional<CatalogObject> parents(CatalogObject trigger, Side side) {
    ObjectName name = trigger.name();
    return side.whole(name).stream()
        .filter(table -> side.isPartition(table.name()))
        .flatMap(table -> side.parents(table.name()).stream())
        .map(parent -> new ObjectName(name.kind(), parent.schema(), parent.name(), name.name()))
        .flatMap(other -> ofParent(other, side).stream())
        .findFirst();
  }

  private static Optional<CatalogObject> ofParent(ObjectName name, Side side) {
    Optional<CatalogObject> found = side.find(name);
    return found.isPresent() ? found : parents(CatalogObject.of(name, Map.of()), side);
  }

  @Override
  public void drop(CatalogObject object) {
    Optional<CatalogObject> parent = parents(object, context.before());
    if (parent.isEmpty()) {
      context.steps().drop(object.name(), "drop " + Target.of(object.name(), context.before()));
    } else if (context.after().has(parent.orElseThrow().name())) {
      CatalogObject as = CatalogObject.of(object.name(), parent.orElseThrow().properties());
      state(as, object.name(), context.steps());
    }
  }

  @Override
  public void change(Change change) {
    if (change.has(ENABLED)) {
      state(change.after(), change.object(), context.steps());
    }
  }

  @Override
  public boolean needsRemake(Change change) {
    return change.has("definition");
  }

  /// Enables it as the catalog says.
  static void state(CatalogObject object, ObjectName cause, Steps steps) {
    steps.change(
        Phase.TRIGGER_STATE,
        cause,
        ("alter table " + Sql.parent(object.name()) + " ")
            + verb(object)
            + (" " + object.name().kind().words() + " " + Sql.name(object.name().name())));
  }

  /// `enable`, `disable`, `enable replica` or `enable always`.
  static String verb(CatalogObject object) {
    return switch (object.properties().getOrDefault(ENABLED, "")) {
      case "disabled" -> "disable";
      case "on replicas" -> "enable replica";
      case "always" -> "enable always";
      default -> "enable";
    };
  }
}
