package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.DropBehavior;
import dev.towpath.sql.syntax.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The triggers that scripts made. Not thread-safe.
public final class Triggers {
  private final Schema schema;
  private final Map<Trigger, Uses> all = new HashMap<>();

  Triggers(Schema schema) {
    this.schema = schema;
  }

  /// A trigger of a table.
  public record Trigger(Name table, String name) {}

  public boolean has(Trigger trigger) {
    return all.containsKey(trigger);
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
          made(made, schema.qualified(Name.of(made.relation())));
      case Node.DropStmt drop -> drop.objects().forEach(object -> drop(drop, object));
      case Node.RenameStmt rename when rename.relation() != null -> renamed(rename);
      default -> {} // concerns no trigger
    }
  }

  /// It calls its function, and names columns by UPDATE OF and WHEN.
  private void made(Node.CreateTrigStmt made, Name table) {
    Set<String> columns = made.columns().stream().map(Name::word).collect(Collectors.toSet());
    if (made.whenClause() != null) {
      columns.addAll(Uses.of(schema, List.of(made.whenClause()), schema::qualified).row());
    }
    Name function = Name.of(made.funcname());
    Name called = schema.routine(function).map(Schema.Routine::name).orElse(function);
    all.put(
        new Trigger(table, made.trigname()),
        new Uses(Map.of(table, columns), Set.of(new Call(called, List.of(), true)), Set.of()));
  }

  /// The triggers that need a thing; those of a table go with it.
  List<Trigger> using(Thing thing) {
    return thing instanceof Thing.Relation
        ? List.of()
        : all.entrySet().stream()
            .filter(each -> each.getValue().has(thing, Set.of()))
            .map(Map.Entry::getKey)
            .toList();
  }

  /// The tables whose triggers call a function.
  Set<Name> tablesOf(Name function) {
    return using(new Thing.Routine(function)).stream()
        .map(Trigger::table)
        .collect(Collectors.toSet());
  }

  /// A table keeps its triggers under its new name.
  private void renamed(Node.RenameStmt rename) {
    if (rename.relation() == null) {
      return;
    }
    Name table = schema.qualified(Name.of(rename.relation()));
    Map<Trigger, Uses> own = new HashMap<>(all);
    own.keySet().removeIf(each -> !each.table().equals(table));
    switch (rename.renameType()) {
      case OBJECT_TABLE -> {
        all.keySet().removeAll(own.keySet());
        Name now = new Name(table.schema(), rename.newname());
        own.forEach(
            (each, uses) -> all.put(new Trigger(now, each.name()), uses.renamed(table, now)));
      }
      case OBJECT_TRIGGER -> {
        Uses uses = all.remove(new Trigger(table, rename.subname()));
        if (uses != null) {
          all.put(new Trigger(table, rename.newname()), uses);
        }
      }
      default -> {} // of something else
    }
  }

  private void drop(Node.DropStmt drop, Node object) {
    switch (drop.removeType()) {
      case OBJECT_TRIGGER -> all.remove(dropped(object));
      case OBJECT_TABLE, OBJECT_VIEW, OBJECT_FOREIGN_TABLE -> {
        Name table = schema.qualified(Name.ofObject(object));
        all.keySet().removeIf(each -> each.table().equals(table));
      }
      case OBJECT_FUNCTION, OBJECT_ROUTINE -> {
        if (drop.behavior() == DropBehavior.DROP_CASCADE) {
          Gone.takenBy(schema, drop)
              .forEach(thing -> all.values().removeIf(uses -> uses.has(thing, Set.of())));
        }
      }
      default -> {} // has no triggers
    }
  }
}
