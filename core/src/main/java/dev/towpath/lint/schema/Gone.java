package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.Node;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What the statements of this deploy took away, by a drop or another name. Not thread-safe.
public final class Gone {
  private final Schema schema;
  private final Set<Thing> all = new LinkedHashSet<>();

  Gone(Schema schema) {
    this.schema = schema;
  }

  /// What is gone and did not come back.
  public List<Thing> now() {
    return all.stream().filter(each -> !each.isIn(schema)).map(each -> each.asOf(schema)).toList();
  }

  boolean has(Thing thing) {
    return all.contains(thing);
  }

  void settle() {
    all.clear();
  }

  /// Before the schema moves on: what a name stands for is asked there.
  void apply(Node statement) {
    if (schema.isDeploying()) {
      takenBy(schema, statement).forEach(all::add);
    }
  }

  /// What a statement takes away under the name it has.
  public static List<Thing> takenBy(Schema schema, Node statement) {
    return switch (statement) {
      case Node.DropStmt drop -> drop.objects().stream().flatMap(o -> of(schema, drop, o)).toList();
      case Node.AlterTableStmt alter when alter.relation() != null ->
          alter.cmds().stream()
              .filter(Node.AlterTableCmd.class::isInstance)
              .map(Node.AlterTableCmd.class::cast)
              .filter(command -> command.subtype() == AlterTableType.AT_DropColumn)
              .<Thing>map(
                  command ->
                      new Thing.Column(schema.qualified(Name.of(alter.relation())), command.name()))
              .toList();
      case Node.RenameStmt rename -> renamed(schema, rename);
      default -> List.of();
    };
  }

  private static Stream<Thing> of(Schema schema, Node.DropStmt drop, Node object) {
    Name name = Name.ofObject(object);
    return switch (drop.removeType()) {
      case OBJECT_TABLE, OBJECT_VIEW, OBJECT_MATVIEW, OBJECT_FOREIGN_TABLE ->
          Stream.of(new Thing.Relation(schema.qualified(name)));
      case OBJECT_FUNCTION, OBJECT_PROCEDURE, OBJECT_ROUTINE ->
          object instanceof Node.ObjectWithArgs routine
              ? Stream.of(without(schema.signatures().named(routine), drop, schema))
              : Stream.empty();
      default -> Stream.empty();
    };
  }

  private static List<Thing> renamed(Schema schema, Node.RenameStmt rename) {
    if (rename.object() instanceof Node.ObjectWithArgs routine) {
      return List.of(schema.signatures().named(routine));
    }
    if (rename.relation() == null) {
      return List.of();
    }
    Name relation = schema.qualified(Name.of(rename.relation()));
    return switch (rename.renameType()) {
      case OBJECT_TABLE, OBJECT_VIEW, OBJECT_MATVIEW, OBJECT_FOREIGN_TABLE ->
          List.of(new Thing.Relation(relation));
      case OBJECT_COLUMN -> List.of(new Thing.Column(relation, rename.subname()));
      default -> List.of();
    };
  }

  /// Others that go by the same statement aren't left.
  private static Thing.Routine without(Thing.Routine routine, Node.DropStmt drop, Schema schema) {
    Set<Parameters> left = new LinkedHashSet<>(routine.others());
    for (Node each : drop.objects()) {
      if (each instanceof Node.ObjectWithArgs other) {
        Thing.Routine gone = schema.signatures().named(other);
        if (gone.name().equals(routine.name())) {
          gone.own().ifPresent(left::remove);
        }
      }
    }
    return new Thing.Routine(routine.name(), routine.own(), left);
  }
}
