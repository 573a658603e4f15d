package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Functions and procedures, always written whole.
final class RoutineDdl implements Family {
  private static final String ARGUMENTS = "arguments";
  private static final String DEFAULT = " DEFAULT ";

  /// Settings that are lists of names: PostgreSQL keeps them quoted as names.
  private static final Set<String> NAME_LISTS =
      Set.of(
          "search_path",
          "temp_tablespaces",
          "local_preload_libraries",
          "session_preload_libraries",
          "shared_preload_libraries",
          "unix_socket_directories");

  private final Context context;

  RoutineDdl(Context context) {
    this.context = context;
  }

  @Override
  public void create(CatalogObject object) {
    context.steps().create(Phase.FUNCTION, object.name(), sql(object));
  }

  private static String sql(CatalogObject object) {
    ObjectName name = object.name();
    Map<String, String> is = object.properties();
    List<String> lines = new ArrayList<>();
    lines.add(
        ("create or replace " + name.kind().words() + " ")
            + Sql.path(name.schema(), Sql.withoutArguments(name.name()))
            + ("(" + is.getOrDefault(ARGUMENTS, "") + ")"));
    if (is.containsKey("returns")) {
      lines.add("returns " + is.get("returns"));
    }
    lines.add("language " + Sql.name(is.getOrDefault("language", "")));
    String traits = traits(is);
    if (!traits.isEmpty()) {
      lines.add(traits);
    }
    is.forEach(
        (property, value) -> {
          if (property.startsWith("set ")) {
            lines.add(setting(property.substring("set ".length()), value));
          }
        });
    lines.add(body(is));
    return String.join("\n  ", lines);
  }

  private static String traits(Map<String, String> is) {
    List<String> traits = new ArrayList<>();
    if (is.containsKey("transforms")) {
      List<String> types = Sql.items(is.getOrDefault("transforms", ""));
      traits.add("transform for type " + String.join(", for type ", types));
    }
    flag(is, "window", "window", traits);
    put(is, "volatility", "", traits);
    flag(is, "leakproof", "leakproof", traits);
    flag(is, "strict", "strict", traits);
    flag(is, "security", "security definer", traits);
    put(is, "parallel", "parallel ", traits);
    put(is, "cost", "cost ", traits);
    put(is, "rows", "rows ", traits);
    if (is.containsKey("support")) {
      traits.add("support " + Sql.withoutArguments(is.getOrDefault("support", "")));
    }
    return String.join(" ", traits);
  }

  private static void flag(
      Map<String, String> is, String property, String word, List<String> traits) {
    if (is.containsKey(property)) {
      traits.add(word);
    }
  }

  private static void put(
      Map<String, String> is, String property, String word, List<String> traits) {
    if (is.containsKey(property)) {
      traits.add(word + is.get(property));
    }
  }

  private static String setting(String name, String value) {
    String quoted = String.join(".", List.of(name.split("\\.")).stream().map(Sql::name).toList());
    if (!NAME_LISTS.contains(name)) {
      return "set " + quoted + " to " + Sql.literal(value);
    }
    List<String> items = Sql.items(value).stream().map(RoutineDdl::asLiteral).toList();
    return "set " + quoted + " to " + (items.isEmpty() ? "''" : String.join(", ", items));
  }

  private static String asLiteral(String name) {
    boolean quoted = name.startsWith("\"");
    return Sql.literal(quoted ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name);
  }

  private static String body(Map<String, String> is) {
    String body = is.getOrDefault("body", "");
    String language = is.getOrDefault("language", "");
    if (language.equals("sql") && (body.startsWith("BEGIN ATOMIC") || body.startsWith("RETURN "))) {
      return body;
    }
    int comma = body.lastIndexOf(", ");
    if (language.equals("c") && comma >= 0) {
      return "as "
          + (Sql.literal(body.substring(0, comma)) + ", ")
          + Sql.literal(body.substring(comma + ", ".length()));
    }
    return "as " + Sql.dollars(body);
  }

  @Override
  public void drop(CatalogObject object) {
    if (belongsToType(object.name())) {
      return;
    }
    context.steps().drop(object.name(), "drop " + Target.of(object.name(), context.before()));
  }

  /// The functions of a base type go with it.
  private boolean belongsToType(ObjectName function) {
    return context.before().needs(function).stream()
        .anyMatch(
            need ->
                need.kind() == Kind.BASE_TYPE
                    && context.goes(need)
                    && context.before().needs(need).contains(function));
  }

  @Override
  public void change(Change change) {
    if (change.names().stream().anyMatch(name -> !Finish.covers(name))) {
      context.steps().change(Phase.FUNCTION, change.object(), sql(change.after()));
    }
  }

  /// CREATE OR REPLACE takes no other result, no other names of arguments and no default less.
  @Override
  public boolean needsRemake(Change change) {
    return change.hasAny("returns", "window") || (change.has(ARGUMENTS) && !keepsArguments(change));
  }

  private static boolean keepsArguments(Change change) {
    List<String> before = Sql.items(change.was(ARGUMENTS));
    List<String> after = Sql.items(change.is(ARGUMENTS));
    if (before.size() != after.size()) {
      return false;
    }
    for (int i = 0; i < before.size(); i++) {
      boolean loses = before.get(i).contains(DEFAULT) && !after.get(i).contains(DEFAULT);
      if (loses || !withoutDefault(before.get(i)).equals(withoutDefault(after.get(i)))) {
        return false;
      }
    }
    return true;
  }

  private static String withoutDefault(String argument) {
    int at = argument.indexOf(DEFAULT);
    return at < 0 ? argument : argument.substring(0, at);
  }
}
