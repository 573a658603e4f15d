package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.ObjectName;

/// Schemas and extensions.
final class SchemaDdl implements Family {
  private final Steps steps;

  SchemaDdl(Context context) {
    this.steps = context.steps();
  }

  @Override
  public void create(CatalogObject object) {
    ObjectName name = object.name();
    if (name.kind() == Kind.SCHEMA) {
      steps.create(Phase.SCHEMA, name, "create schema " + Sql.path(name));
      return;
    }
    String version = object.properties().getOrDefault("version", "");
    steps.create(
        Phase.EXTENSION,
        name,
        ("create extension " + Sql.path(name))
            + (" schema " + Sql.name(object.properties().getOrDefault("schema", "")))
            + (version.isEmpty() ? "" : " version " + Sql.literal(version)));
  }

  @Override
  public void drop(CatalogObject object) {
    String kind = object.name().kind().words();
    steps.drop(object.name(), "drop " + kind + " " + Sql.path(object.name()));
  }

  @Override
  public void change(Change change) {
    ObjectName name = change.object();
    if (change.has("version")) {
      steps.change(
          Phase.EXTENSION,
          name,
          "alter extension " + Sql.path(name) + " update to " + Sql.literal(change.is("version")));
    }
    if (change.has("schema")) {
      steps.change(
          Phase.EXTENSION,
          name,
          "alter extension " + Sql.path(name) + " set schema " + Sql.name(change.is("schema")));
    }
  }
}
