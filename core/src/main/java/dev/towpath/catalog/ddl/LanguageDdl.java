package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import java.util.Map;

/// Languages and access methods that no extension brings.
final class LanguageDdl implements Family {
  private final Steps steps;

  LanguageDdl(Context context) {
    this.steps = context.steps();
  }

  @Override
  public void create(CatalogObject object) {
    Map<String, String> is = object.properties();
    String sql =
        object.name().kind() == Kind.LANGUAGE
            ? ("create " + (is.containsKey("trusted") ? "trusted " : "") + "language ")
                + Sql.path(object.name())
                + function(is, "handler")
                + function(is, "inline")
                + function(is, "validator")
            : ("create access method " + Sql.path(object.name()))
                + (" type " + is.get("type") + function(is, "handler"));
    steps.create(Phase.OPERATOR, object.name(), sql);
  }

  private static String function(Map<String, String> is, String word) {
    String name = Sql.withoutArguments(is.getOrDefault(word, ""));
    return name.isEmpty() ? "" : " " + word + " " + name;
  }

  @Override
  public void drop(CatalogObject object) {
    String kind = object.name().kind().words();
    steps.drop(object.name(), "drop " + kind + " " + Sql.path(object.name()));
  }

  @Override
  public void change(Change change) {}

  @Override
  public boolean needsRemake(Change change) {
    return change.names().stream().anyMatch(name -> !Finish.covers(name));
  }
}
