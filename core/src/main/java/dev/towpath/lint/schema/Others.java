package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Schemas, sequences, extensions and roles that scripts made. Not thread-safe.
public final class Others {
  private final Schema schema;
  private final Map<Other, Boolean> born = new HashMap<>();
  private final Set<Other> gone = new HashSet<>();

  Others(Schema schema) {
    this.schema = schema;
  }

  private record Other(ObjectType type, Name name) {}

  public boolean has(ObjectType type, Name name) {
    return born.containsKey(new Other(type, name));
  }

  /// Whether this deploy made it.
  public boolean isBorn(ObjectType type, Name name) {
    return born.getOrDefault(new Other(type, name), false);
  }

  /// Whether this deploy has dropped it, or would have if it were there.
  public boolean isGone(ObjectType type, Name name) {
    return gone.contains(new Other(type, name));
  }

  void settle() {
    gone.clear();
    born.replaceAll((other, now) -> false);
  }

  void apply(Node statement) {
    switch (statement) {
      case Node.CreateSchemaStmt made -> made(ObjectType.OBJECT_SCHEMA, plain(made.schemaname()));
      case Node.CreateExtensionStmt made ->
          made(ObjectType.OBJECT_EXTENSION, plain(made.extname()));
      case Node.CreateSeqStmt made when made.sequence() != null ->
          made(ObjectType.OBJECT_SEQUENCE, schema.qualified(Name.of(made.sequence())));
      case Node.CreateRoleStmt made -> made(ObjectType.OBJECT_ROLE, plain(made.role()));
      case Node.DropRoleStmt drop ->
          Access.roles(drop.roles())
              .forEach(role -> born.remove(new Other(ObjectType.OBJECT_ROLE, plain(role))));
      case Node.DropStmt drop ->
          drop.objects().forEach(object -> drop(new Other(drop.removeType(), name(drop, object))));
      default -> {} // makes none of them
    }
  }

  private Name name(Node.DropStmt drop, Node object) {
    Name name = Name.ofObject(object);
    return switch (drop.removeType()) {
      case OBJECT_SEQUENCE, OBJECT_INDEX -> schema.qualified(name);
      default -> name;
    };
  }

  private void drop(Other other) {
    born.remove(other);
    if (schema.isDeploying()) {
      gone.add(other);
    }
  }

  private static Name plain(String name) {
    return new Name("", name);
  }

  /// One that is there already stays as old as it is.
  private void made(ObjectType type, Name name) {
    born.putIfAbsent(new Other(type, name), schema.isDeploying());
  }
}
