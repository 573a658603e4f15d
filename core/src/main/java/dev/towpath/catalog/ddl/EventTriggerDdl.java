package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import java.util.Map;
import java.util.stream.Collectors;

/// Event triggers; made last, so that they don't fire on what the script itself does.
final class EventTriggerDdl implements Family {
  private static final String ENABLED = "enabled";

  private final Steps steps;

  EventTriggerDdl(Context context) {
    this.steps = context.steps();
  }

  @Override
  public void create(CatalogObject object) {
    Map<String, String> is = object.properties();
    String tags =
        Sql.items(is.getOrDefault("tags", "")).stream()
            .map(Sql::literal)
            .collect(Collectors.joining(", "));
    steps.create(
        Phase.EVENT_TRIGGER,
        object.name(),
        ("create event trigger " + Sql.path(object.name()) + " on " + is.get("event"))
            + (tags.isEmpty() ? "" : " when tag in (" + tags + ")")
            + (" execute function " + is.get("function")));
    if (is.containsKey(ENABLED)) {
      state(object);
    }
  }

  private void state(CatalogObject object) {
    steps.change(
        Phase.EVENT_TRIGGER,
        object.name(),
        "alter event trigger " + Sql.path(object.name()) + " " + TriggerDdl.verb(object));
  }

  @Override
  public void drop(CatalogObject object) {
    steps.drop(object.name(), "drop event trigger " + Sql.path(object.name()));
  }

  @Override
  public void change(Change change) {
    if (change.has(ENABLED)) {
      state(change.after());
    }
  }

  @Override
  public boolean needsRemake(Change change) {
    return change.hasAny("event", "function", "tags");
  }
}
