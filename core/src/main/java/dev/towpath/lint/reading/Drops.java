package dev.towpath.lint.reading;

import dev.towpath.lint.Change;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.sql.syntax.DropBehavior;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;

/// What DROP statements name, as far as it was there before this deploy.
public final class Drops {
  private Drops() {}

  /// The objects that a DROP of one of some kinds names.
  public static List<Name> old(Change change, ObjectType... types) {
    if (!(change.node() instanceof Node.DropStmt drop)
        || !List.of(types).contains(drop.removeType())) {
      return List.of();
    }
    return drop.objects().stream()
        .map(object -> whole(change.schema(), drop.removeType(), object))
        .filter(name -> !isBorn(change.schema(), drop.removeType(), name))
        .toList();
  }

  public static boolean cascades(Change change) {
    return change.node() instanceof Node.DropStmt drop
        && drop.behavior() == DropBehavior.DROP_CASCADE;
  }

  private static Name whole(Schema schema, ObjectType type, Node object) {
    Name name = Name.ofObject(object);
    return switch (type) {
      case OBJECT_TYPE, OBJECT_DOMAIN ->
          schema.type(name).map(Schema.Type::name).orElse(schema.qualified(name));
      case OBJECT_FUNCTION, OBJECT_PROCEDURE, OBJECT_ROUTINE ->
          schema.routine(name).map(Schema.Routine::name).orElse(schema.qualified(name));
      case OBJECT_SCHEMA, OBJECT_EXTENSION -> name;
      default -> schema.qualified(name);
    };
  }

  private static boolean isBorn(Schema schema, ObjectType type, Name name) {
    return switch (type) {
      case OBJECT_TYPE, OBJECT_DOMAIN -> schema.type(name).filter(Schema.Type::born).isPresent();
      case OBJECT_FUNCTION, OBJECT_PROCEDURE, OBJECT_ROUTINE ->
          schema.routine(name).filter(Schema.Routine::born).isPresent();
      case OBJECT_TABLE, OBJECT_VIEW, OBJECT_MATVIEW, OBJECT_FOREIGN_TABLE -> schema.isBorn(name);
      default -> schema.others().isBorn(type, name);
    };
  }
}
