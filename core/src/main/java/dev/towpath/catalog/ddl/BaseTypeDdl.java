package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Base types: announced as a shell, so that their functions can be made, then made whole.
final class BaseTypeDdl implements Family {
  private static final String SHELL = "shell";
  private static final Map<String, String> ALIGNMENTS =
      Map.of("c", "char", "s", "int2", "i", "int4", "d", "double");
  private static final Map<String, String> STORAGES =
      Map.of("p", "plain", "e", "external", "m", "main", "x", "extended");

  private final Context context;

  BaseTypeDdl(Context context) {
    this.context = context;
  }

  @Override
  public void create(CatalogObject object) {
    ObjectName name = object.name();
    context.steps().announce(Phase.SHELL_TYPE, name, "create type " + Sql.path(name));
    if (!object.properties().containsKey(SHELL)) {
      whole(object);
    }
  }

  private void whole(CatalogObject object) {
    Map<String, String> is = object.properties();
    List<String> options = new ArrayList<>();
    for (String function : List.of("input", "output", "receive", "send", "analyze", "subscript")) {
      put(options, function, Sql.withoutArguments(is.getOrDefault(function, "")));
    }
    put(options, "typmod_in", Sql.withoutArguments(is.getOrDefault("modifier input", "")));
    put(options, "typmod_out", Sql.withoutArguments(is.getOrDefault("modifier output", "")));
    String length = is.getOrDefault("length", "-1");
    put(options, "internallength", length.equals("-1") ? "variable" : length);
    if (is.containsKey("by value")) {
      options.add("passedbyvalue");
    }
    put(options, "alignment", ALIGNMENTS.getOrDefault(is.getOrDefault("alignment", ""), ""));
    put(options, "storage", STORAGES.getOrDefault(is.getOrDefault("storage", ""), ""));
    literal(options, "category", is.getOrDefault("category", ""));
    put(options, "preferred", is.containsKey("preferred") ? "true" : "");
    literal(options, "delimiter", is.getOrDefault("delimiter", ""));
    literal(options, "default", is.getOrDefault("default", ""));
    put(options, "element", is.getOrDefault("element", ""));
    put(options, "collatable", is.containsKey("collatable") ? "true" : "");
    context
        .steps()
        .create(
            Phase.WHOLE_TYPE,
            object.name(),
            "create type " + Sql.path(object.name()) + " (" + String.join(", ", options) + ")");
  }

  private static void put(List<String> options, String name, String value) {
    if (!value.isEmpty()) {
      options.add(name + " = " + value);
    }
  }

  private static void literal(List<String> options, String name, String value) {
    put(options, name, value.isEmpty() ? "" : Sql.literal(value));
  }

  /// The type and its functions can't be without each other and go together.
  @Override
  public void drop(CatalogObject object) {
    Set<ObjectName> covers = new TreeSet<>(ownFunctions(object.name(), context.before()));
    covers.add(object.name());
    String cascade = covers.size() > 1 ? " cascade" : "";
    context
        .steps()
        .drop(covers, object.name(), "drop type " + Sql.path(object.name()) + cascade, "");
  }

  /// The functions that read and write its values.
  static Set<ObjectName> ownFunctions(ObjectName type, Side side) {
    Set<ObjectName> functions = new TreeSet<>(side.needs(type));
    functions.retainAll(side.needing(type));
    functions.removeIf(name -> name.kind() != Kind.FUNCTION);
    return functions;
  }

  @Override
  public void change(Change change) {}

  @Override
  public boolean needsRemake(Change change) {
    return change.names().stream().anyMatch(name -> !Finish.covers(name));
  }
}
