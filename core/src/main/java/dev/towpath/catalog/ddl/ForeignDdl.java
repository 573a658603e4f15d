package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.ObjectName;
import java.util.Map;

/// Foreign data wrappers, servers and user mappings. A secret is never known: its place is taken
/// by a fixed text, and the gap is said.
final class ForeignDdl implements Family {
  private final Context context;

  ForeignDdl(Context context) {
    this.context = context;
  }

  @Override
  public void create(CatalogObject object) {
    Map<String, String> is = object.properties();
    String sql =
        switch (object.name().kind()) {
          case FOREIGN_DATA_WRAPPER ->
              word(is, "handler", "handler ") + word(is, "validator", "validator ");
          case SERVER ->
              (is.containsKey("type") ? " type " + literal(is, "type") : "")
                  + (is.containsKey("version") ? " version " + literal(is, "version") : "")
                  + " foreign data wrapper "
                  + Sql.name(is.getOrDefault("wrapper", ""));
          default -> "";
        };
    context
        .steps()
        .create(
            Phase.FOREIGN_DATA,
            object.name(),
            "create " + target(object.name()) + sql + Options.foreign(object));
    Options.sayGaps(object, Options.of(object).keySet(), context.steps());
  }

  private static String literal(Map<String, String> is, String property) {
    return Sql.literal(is.getOrDefault(property, ""));
  }

  private static String word(Map<String, String> is, String property, String word) {
    String function = Sql.withoutArguments(is.getOrDefault(property, ""));
    return function.isEmpty() ? "" : " " + word + function;
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
    String alter = "alter " + target(change.object());
    StringBuilder sql = new StringBuilder();
    for (String property : new String[] {"handler", "validator"}) {
      if (change.has(property)) {
        String function = Sql.withoutArguments(change.is(property));
        sql.append(function.isEmpty() ? " no " + property : " " + property + " " + function);
      }
    }
    if (change.has("version")) {
      sql.append(" version ").append(change.now("version").map(Sql::literal).orElse("null"));
    }
    Options.foreign(change).ifPresent(options -> sql.append(' ').append(options));
    if (!sql.isEmpty()) {
      context.steps().change(Phase.FOREIGN_DATA, change.object(), alter + sql);
      Options.sayGaps(change.after(), change.rest(Options.PREFIX), context.steps());
    }
  }

  @Override
  public boolean needsRemake(Change change) {
    return change.hasAny("wrapper", "type");
  }
}
