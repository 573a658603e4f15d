package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Aggregates, always written whole.
final class AggregateDdl implements Family {
  private static final Map<String, String> MODIFIES =
      Map.of("r", "read_only", "s", "shareable", "w", "read_write");

  private final Context context;

  AggregateDdl(Context context) {
    this.context = context;
  }

  @Override
  public void create(CatalogObject object) {
    context.steps().create(Phase.OPERATOR, object.name(), sql(object));
  }

  private static String sql(CatalogObject object) {
    ObjectName name = object.name();
    Map<String, String> is = object.properties();
    String arguments = is.getOrDefault("arguments", "");
    return "create or replace aggregate "
        + Sql.path(name.schema(), Sql.withoutArguments(name.name()))
        + (arguments.isEmpty() ? "(*)" : "(" + arguments + ")")
        + (" (\n  " + String.join(",\n  ", options(is)) + "\n)");
  }

  private static List<String> options(Map<String, String> is) {
    List<String> options = new ArrayList<>();
    function(options, "sfunc", is.getOrDefault("transition", ""));
    put(options, "stype", is.getOrDefault("state", ""));
    put(options, "sspace", is.getOrDefault("space", ""));
    function(options, "finalfunc", is.getOrDefault("final", ""));
    flag(options, "finalfunc_extra", is.containsKey("final extra"));
    put(options, "finalfunc_modify", modify(is, "final modify", is.containsKey("final")));
    function(options, "combinefunc", is.getOrDefault("combine", ""));
    function(options, "serialfunc", is.getOrDefault("serialize", ""));
    function(options, "deserialfunc", is.getOrDefault("deserialize", ""));
    if (is.containsKey("initial")) {
      options.add("initcond = " + Sql.literal(is.getOrDefault("initial", "")));
    }
    function(options, "msfunc", is.getOrDefault("moving transition", ""));
    function(options, "minvfunc", is.getOrDefault("moving inverse", ""));
    put(options, "mstype", is.getOrDefault("moving state", ""));
    put(options, "msspace", is.getOrDefault("moving space", ""));
    function(options, "mfinalfunc", is.getOrDefault("moving final", ""));
    flag(options, "mfinalfunc_extra", is.containsKey("moving final extra"));
    put(
        options,
        "mfinalfunc_modify",
        modify(is, "moving final modify", is.containsKey("moving final")));
    if (is.containsKey("moving initial")) {
      options.add("minitcond = " + Sql.literal(is.getOrDefault("moving initial", "")));
    }
    String sort = Sql.withoutArguments(is.getOrDefault("sort operator", ""));
    put(options, "sortop", sort.isEmpty() ? "" : "operator(" + sort + ")");
    put(options, "parallel", is.getOrDefault("parallel", ""));
    flag(options, "hypothetical", is.getOrDefault("form", "").equals("hypothetical set"));
    return options;
  }

  private static String modify(Map<String, String> is, String property, boolean matters) {
    return matters ? MODIFIES.getOrDefault(is.getOrDefault(property, ""), "") : "";
  }

  private static void function(List<String> options, String name, String routine) {
    put(options, name, Sql.withoutArguments(routine));
  }

  private static void put(List<String> options, String name, String value) {
    if (!value.isEmpty()) {
      options.add(name + " = " + value);
    }
  }

  private static void flag(List<String> options, String name, boolean set) {
    if (set) {
      options.add(name);
    }
  }

  @Override
  public void drop(CatalogObject object) {
    context.steps().drop(object.name(), "drop " + Target.of(object.name(), context.before()));
  }

  @Override
  public void change(Change change) {
    if (change.names().stream().anyMatch(name -> !Finish.covers(name))) {
      context.steps().change(Phase.OPERATOR, change.object(), sql(change.after()));
    }
  }

  @Override
  public boolean needsRemake(Change change) {
    return change.hasAny("returns", "arguments", "form");
  }
}
