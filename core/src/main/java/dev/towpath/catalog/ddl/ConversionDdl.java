package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Collations, conversions, casts and transforms: each is made whole, and made again to change.
final class ConversionDdl implements Family {
  private final Context context;

  ConversionDdl(Context context) {
    this.context = context;
  }

  @Override
  public void create(CatalogObject object) {
    switch (object.name().kind()) {
      case COLLATION -> step(Phase.TYPE, object.name(), collation(object));
      case CONVERSION -> step(Phase.OPERATOR, object.name(), conversion(object));
      case CAST -> step(Phase.OPERATOR, object.name(), cast(object));
      case TRANSFORM -> step(Phase.OPERATOR, object.name(), transform(object));
      default -> throw new IllegalArgumentException(object.name().toString());
    }
  }

  private void step(Phase phase, ObjectName name, String sql) {
    context.steps().create(phase, name, sql);
  }

  private static String collation(CatalogObject object) {
    Map<String, String> is = object.properties();
    List<String> options = new ArrayList<>();
    options.add("provider = " + is.get("provider"));
    literal(options, "locale", is.getOrDefault("locale", ""));
    literal(options, "lc_collate", is.getOrDefault("collate", ""));
    literal(options, "lc_ctype", is.getOrDefault("ctype", ""));
    literal(options, "rules", is.getOrDefault("rules", ""));
    if (is.containsKey("deterministic")) {
      options.add("deterministic = false");
    }
    return "create collation " + Sql.path(object.name()) + " (" + String.join(", ", options) + ")";
  }

  private static void literal(List<String> options, String name, String value) {
    if (!value.isEmpty()) {
      options.add(name + " = " + Sql.literal(value));
    }
  }

  private static String conversion(CatalogObject object) {
    Map<String, String> is = object.properties();
    return ("create " + (is.containsKey("usual") ? "default " : "") + "conversion ")
        + Sql.path(object.name())
        + (" for " + Sql.literal(is.getOrDefault("from", "")))
        + (" to " + Sql.literal(is.getOrDefault("to", "")))
        + (" from " + Sql.withoutArguments(is.getOrDefault("function", "")));
  }

  private static String cast(CatalogObject object) {
    Map<String, String> is = object.properties();
    String function = is.getOrDefault("function", "");
    String how =
        switch (function) {
          case "binary" -> "without function";
          case "in and out" -> "with inout";
          default -> "with function " + function;
        };
    String context =
        switch (is.getOrDefault("context", "")) {
          case "implicit" -> " as implicit";
          case "assignment" -> " as assignment";
          default -> "";
        };
    return "create cast (" + object.name().name() + ") " + how + context;
  }

  private String transform(CatalogObject object) {
    Map<String, String> is = object.properties();
    List<String> functions = new ArrayList<>();
    if (is.containsKey("from sql")) {
      functions.add("from sql with function " + is.get("from sql"));
    }
    if (is.containsKey("to sql")) {
      functions.add("to sql with function " + is.get("to sql"));
    }
    return ("create " + Target.of(object.name(), context.after()))
        + (" (" + String.join(", ", functions) + ")");
  }

  @Override
  public void drop(CatalogObject object) {
    context.steps().drop(object.name(), "drop " + Target.of(object.name(), context.before()));
  }

  @Override
  public void change(Change change) {}

  @Override
  public boolean needsRemake(Change change) {
    return change.names().stream().anyMatch(name -> !Finish.covers(name));
  }
}
