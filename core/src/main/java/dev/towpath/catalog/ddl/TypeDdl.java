package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Domains and ranges; composite types, whose columns [ColumnDdl] changes.
final class TypeDdl implements Family {
  private final Context context;

  TypeDdl(Context context) {
    this.context = context;
  }

  @Override
  public void create(CatalogObject object) {
    ObjectName name = object.name();
    String sql =
        switch (name.kind()) {
          case DOMAIN -> domain(object);
          case RANGE_TYPE -> range(object);
          case COMPOSITE_TYPE -> composite(object);
          default -> throw new IllegalArgumentException(name.toString());
        };
    List<ObjectName> covers = new ArrayList<>();
    covers.add(name);
    context.after().columns(name).forEach(column -> covers.add(column.name()));
    context.steps().create(Phase.TYPE, Set.copyOf(covers), name, sql);
  }

  private static String domain(CatalogObject object) {
    Map<String, String> is = object.properties();
    return ("create domain " + Sql.path(object.name()) + " as " + is.get("type"))
        + (is.containsKey("collation") ? " collate " + is.get("collation") : "")
        + (is.containsKey("default") ? " default " + is.get("default") : "")
        + (is.containsKey("not null") ? " not null" : "");
  }

  private static String range(CatalogObject object) {
    Map<String, String> is = object.properties();
    List<String> options = new ArrayList<>();
    options.add("subtype = " + is.get("subtype"));
    put(options, "subtype_opclass", is.getOrDefault("subtype operator class", ""));
    put(options, "collation", is.getOrDefault("collation", ""));
    put(options, "canonical", Sql.withoutArguments(is.getOrDefault("canonical", "")));
    put(options, "subtype_diff", Sql.withoutArguments(is.getOrDefault("subtype difference", "")));
    put(options, "multirange_type_name", is.getOrDefault("multirange type", ""));
    return "create type "
        + Sql.path(object.name())
        + " as range ("
        + String.join(", ", options)
        + ")";
  }

  private static void put(List<String> options, String name, String value) {
    if (!value.isEmpty()) {
      options.add(name + " = " + value);
    }
  }

  private String composite(CatalogObject object) {
    List<String> columns =
        context.after().columns(object.name()).stream().map(ColumnDdl::typed).toList();
    return "create type " + Sql.path(object.name()) + " as (" + String.join(", ", columns) + ")";
  }

  @Override
  public void drop(CatalogObject object) {
    String word = object.name().kind() == Kind.DOMAIN ? "domain " : "type ";
    List<ObjectName> covers = new ArrayList<>();
    covers.add(object.name());
    context.before().parts(object.name()).forEach(part -> covers.add(part.name()));
    context
        .steps()
        .drop(Set.copyOf(covers), object.name(), "drop " + word + Sql.path(object.name()), "");
  }

  @Override
  public void change(Change change) {
    if (change.object().kind() != Kind.DOMAIN) {
      return;
    }
    String alter = "alter domain " + Sql.path(change.object());
    if (change.has("default")) {
      String action =
          change.now("default").map(value -> " set default " + value).orElse(" drop default");
      context.steps().change(Phase.TYPE, change.object(), alter + action);
    }
    if (change.has("not null")) {
      String verb = change.now("not null").isPresent() ? " set" : " drop";
      context.steps().change(Phase.TYPE, change.object(), alter + verb + " not null");
    }
  }

  @Override
  public boolean needsRemake(Change change) {
    return switch (change.object().kind()) {
      case DOMAIN -> change.hasAny("type", "collation");
      case RANGE_TYPE ->
          change.hasAny(
              "subtype",
              "subtype operator class",
              "collation",
              "canonical",
              "subtype difference",
              "multirange type");
      default -> false;
    };
  }
}
