package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.Node;
import java.util.HashSet;
import java.util.Set;

/// The triggers that scripts made. Not thread-safe.
public final class Triggers {
  private final Schema schema;
  private final Set<Trigger> all = new HashSet<>();

  Triggers(Schema schema) {
    this.schema = schema;
  }

  /// A trigger of a table.
  public record Trigger(Name table, String name) {}

  public boolean has(Trigger trigger) {
    return all.contains(trigger);
  }

  /// The trigger that a DROP names: its parts are the table's name and then the trigger's.
  public Trigger dropped(Node object) {
    if (object instanceof Node.List list && list.items().size() > 1) {
      int last = list.items().size() - 1;
      return new Trigger(
          schema.qualified(Name.of(list.items().subList(0, last))),
          Name.word(list.items().get(last)));
    }
    return new Trigger(new Name("", ""), Name.word(object));
  }

  void apply(Node statement) {
    switch (statement) {
      case Node.CreateTrigStmt made when made.relation() != null ->
          all.add(new Trigger(schema.qualified(Name.of(made.relation())), made.trigname()));
      case Node.DropStmt drop -> drop.objects().forEach(object -> drop(drop, object));
      default -> {} // concerns no trigger
    }
  }

  private void drop(Node.DropStmt drop, Node object) {
    switch (drop.removeType()) {
      case OBJECT_TRIGGER -> all.remove(dropped(object));
      case OBJECT_TABLE, OBJECT_VIEW, OBJECT_FOREIGN_TABLE -> {
        Name table = schema.qualified(Name.ofObject(object));
        all.removeIf(each -> each.table().equals(table));
      }
      default -> {} // has no triggers
    }
  }
}
