package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.ObjectName;
import java.util.Map;

/// Row security policies.
final class PolicyDdl implements Family {
  private static final String USING = "using";
  private static final String CHECK = "with check";

  private final Context context;

  PolicyDdl(Context context) {
    this.context = context;
  }

  @Override
  public void create(CatalogObject object) {
    Map<String, String> is = object.properties();
    context
        .steps()
        .create(
            Phase.POLICY,
            object.name(),
            ("create " + target(object.name()))
                + (is.containsKey("restrictive") ? " as restrictive" : "")
                + (" for " + is.get("command") + " to " + is.get("roles"))
                + condition(USING, is.getOrDefault(USING, ""))
                + condition(CHECK, is.getOrDefault(CHECK, "")));
  }

  private static String condition(String word, String condition) {
    return condition.isEmpty() ? "" : "\n  " + word + " (" + condition + ")";
  }

  private String target(ObjectName name) {
    return Target.of(name, context.after());
  }

  @Override
  public void drop(CatalogObject object) {
    context.steps().drop(object.name(), "drop " + target(object.name()));
  }

  @Override
  public void change(Change change) {
    if (change.hasAny("roles", USING, CHECK)) {
      context
          .steps()
          .change(
              Phase.POLICY,
              change.object(),
              ("alter " + target(change.object()))
                  + (change.has("roles") ? " to " + change.is("roles") : "")
                  + (change.has(USING) ? condition(USING, change.is(USING)) : "")
                  + (change.has(CHECK) ? condition(CHECK, change.is(CHECK)) : ""));
    }
  }

  /// ALTER POLICY can't take a condition away.
  @Override
  public boolean needsRemake(Change change) {
    return change.hasAny("restrictive", "command") || change.loses(USING) || change.loses(CHECK);
  }
}
