package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Text search: parsers, templates, dictionaries, configurations.
final class TextSearchDdl implements Family {
  private static final String MAPPING = "mapping ";
  private static final String OPTIONS = "options";

  private final Steps steps;
  private final Context context;

  TextSearchDdl(Context context) {
    this.context = context;
    this.steps = context.steps();
  }

  @Override
  public void create(CatalogObject object) {
    steps.create(
        Phase.TEXT_SEARCH,
        object.name(),
        "create " + target(object.name()) + " (" + String.join(", ", parts(object)) + ")");
    object
        .properties()
        .forEach(
            (property, dictionaries) -> {
              if (property.startsWith(MAPPING)) {
                mapping(object.name(), "add", property, dictionaries);
              }
            });
  }

  private String target(ObjectName name) {
    return Target.of(name, context.after());
  }

  private static List<String> parts(CatalogObject object) {
    Map<String, String> is = object.properties();
    List<String> parts = new ArrayList<>();
    switch (object.name().kind()) {
      case TEXT_SEARCH_PARSER -> {
        function(parts, "start", is.getOrDefault("start", ""));
        function(parts, "gettoken", is.getOrDefault("token", ""));
        function(parts, "end", is.getOrDefault("end", ""));
        function(parts, "headline", is.getOrDefault("headline", ""));
        function(parts, "lextypes", is.getOrDefault("types", ""));
      }
      case TEXT_SEARCH_TEMPLATE -> {
        function(parts, "init", is.getOrDefault("init", ""));
        function(parts, "lexize", is.getOrDefault("lexize", ""));
      }
      case TEXT_SEARCH_DICTIONARY -> {
        parts.add("template = " + is.get("template"));
        parts.addAll(Sql.items(is.getOrDefault(OPTIONS, "")));
      }
      default -> parts.add("parser = " + is.get("parser"));
    }
    return parts;
  }

  private static void function(List<String> parts, String name, String routine) {
    if (!routine.isEmpty()) {
      parts.add(name + " = " + Sql.withoutArguments(routine));
    }
  }

  private void mapping(ObjectName name, String verb, String property, String dictionaries) {
    String with = dictionaries.isEmpty() ? "" : " with " + dictionaries;
    steps.change(
        Phase.TEXT_SEARCH,
        name,
        ("alter " + target(name) + " " + verb + " mapping for ")
            + Sql.name(property.substring(MAPPING.length()))
            + with);
  }

  @Override
  public void drop(CatalogObject object) {
    steps.drop(object.name(), "drop " + target(object.name()));
  }

  @Override
  public void change(Change change) {
    if (change.object().kind() == Kind.TEXT_SEARCH_DICTIONARY && change.has(OPTIONS)) {
      options(change);
    }
    for (String property : change.names()) {
      if (property.startsWith(MAPPING)) {
        String verb =
            change.is(property).isEmpty()
                ? "drop"
                : change.was(property).isEmpty() ? "add" : "alter";
        mapping(change.object(), verb, property, change.is(property));
      }
    }
  }

  private void options(Change change) {
    Map<String, String> before = named(change.was(OPTIONS));
    Map<String, String> after = named(change.is(OPTIONS));
    List<String> actions = new ArrayList<>();
    before.keySet().stream().filter(name -> !after.containsKey(name)).forEach(actions::add);
    after.forEach((name, option) -> actions.add(option));
    steps.change(
        Phase.TEXT_SEARCH,
        change.object(),
        "alter " + target(change.object()) + " (" + String.join(", ", actions) + ")");
  }

  private static Map<String, String> named(String options) {
    Map<String, String> named = new TreeMap<>();
    Sql.items(options).forEach(option -> named.put(option.split(" = ", 2)[0], option));
    return named;
  }

  @Override
  public boolean needsRemake(Change change) {
    return switch (change.object().kind()) {
      case TEXT_SEARCH_DICTIONARY -> change.has("template");
      case TEXT_SEARCH_CONFIGURATION -> change.has("parser");
      default -> change.names().stream().anyMatch(name -> !Finish.covers(name));
    };
  }
}
