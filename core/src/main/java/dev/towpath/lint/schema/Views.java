package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.DropBehavior;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import dev.towpath.sql.syntax.ObjectType;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The views of a schema. Not thread-safe.
public final class Views {
  private final Schema schema;
  private final Map<Name, View> views = new LinkedHashMap<>();

  Views(Schema schema) {
    this.schema = schema;
  }

  public Optional<View> named(Name name) {
    return Optional.ofNullable(views.get(schema.qualified(name)));
  }

  Collection<View> all() {
    return views.values();
  }

  /// The views that read a relation.
  public List<View> reading(Name relation) {
    Name whole = schema.qualified(relation);
    return views.values().stream().filter(view -> view.reads().containsKey(whole)).toList();
  }

  /// The views that go when a relation is dropped with CASCADE: also those that read such a view.
  public Set<String> fallingWith(Name relation) {
    return allFallingWith(relation).stream()
        .map(Name::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The same, by name.
  public Set<Name> allFallingWith(Name relation) {
    Set<Name> falling = new LinkedHashSet<>();
    Deque<Name> open = new ArrayDeque<>(List.of(schema.qualified(relation)));
    while (!open.isEmpty()) {
      for (View view : reading(open.remove())) {
        if (falling.add(view.name())) {
          open.add(view.name());
        }
      }
    }
    return falling;
  }

  public void put(View view) {
    views.put(view.name(), view);
  }

  /// What the statement makes a view, if it makes one.
  public Optional<View> made(Node statement) {
    return switch (statement) {
      case Node.ViewStmt view when view.view() != null && view.query() != null ->
          Optional.of(view(view.view(), view.query(), view.aliases(), isOn(view.options())));
      case Node.CreateTableAsStmt create
          when create.objtype() == ObjectType.OBJECT_MATVIEW
              && create.into() != null
              && create.into().rel() != null
              && create.query() != null ->
          Optional.of(view(create.into().rel(), create.query(), create.into().colNames(), false));
      default -> Optional.empty();
    };
  }

  private View view(Node.RangeVar relation, Node query, List<Node> aliases, boolean invoker) {
    ViewQuery read = new ViewQuery(schema, query);
    List<String> columns =
        aliases.isEmpty() ? read.columns() : aliases.stream().map(Name::word).toList();
    Set<Call> calls =
        Nodes.find(query, Node.FuncCall.class).stream()
            .map(Call::of)
            .collect(Collectors.toUnmodifiableSet());
    return new View(NewTable.name(schema, relation), columns, read.reads(), calls, invoker);
  }

  /// Moves on behind a statement; before the schema's tables do, whose names it needs.
  void apply(Node statement) {
    made(statement).ifPresent(this::put);
    switch (statement) {
      case Node.DropStmt drop -> drop.objects().forEach(object -> drop(drop, object));
      case Node.RenameStmt rename when isRelation(rename.renameType()) ->
          move(rename.relation(), before -> new Name(before.schema(), rename.newname()));
      case Node.AlterObjectSchemaStmt move ->
          move(move.relation(), before -> new Name(move.newschema(), before.name()));
      case Node.AlterTableStmt alter when alter.relation() != null -> options(alter);
      default -> {} // concerns no view
    }
  }

  private void drop(Node.DropStmt drop, Node object) {
    switch (drop.removeType()) {
      case OBJECT_VIEW, OBJECT_MATVIEW, OBJECT_TABLE, OBJECT_FOREIGN_TABLE -> {
        Name name = schema.qualified(Name.ofObject(object));
        if (drop.behavior() == DropBehavior.DROP_CASCADE) {
          Set<String> falling = fallingWith(name);
          views.keySet().removeIf(each -> falling.contains(each.toString()));
        }
        views.remove(name);
      }
      case OBJECT_SCHEMA ->
          views.keySet().removeIf(each -> each.schema().equals(Name.word(object)));
      case OBJECT_FUNCTION, OBJECT_ROUTINE -> {
        if (drop.behavior() == DropBehavior.DROP_CASCADE) {
          Gone.takenBy(schema, drop)
              .forEach(thing -> views.values().removeIf(view -> view.uses().has(thing, Set.of())));
        }
      }
      default -> {} // no relation
    }
  }

  private static boolean isRelation(ObjectType type) {
    return switch (type) {
      case OBJECT_TABLE, OBJECT_VIEW, OBJECT_MATVIEW, OBJECT_FOREIGN_TABLE -> true;
      default -> false;
    };
  }

  private interface Naming {
    Name of(Name before);
  }

  /// A view goes on reading a table under its new name.
  private void move(Node.@Nullable RangeVar relation, Naming naming) {
    if (relation == null) {
      return;
    }
    Name before = schema.qualified(Name.of(relation));
    Name after = naming.of(before);
    View own = views.remove(before);
    if (own != null) {
      put(own.named(after));
    }
    views.replaceAll((name, view) -> view.reading(before, after));
  }

  private void options(Node.AlterTableStmt alter) {
    View view =
        alter.relation() == null ? null : views.get(schema.qualified(Name.of(alter.relation())));
    if (view == null) {
      return;
    }
    for (Node each : alter.cmds()) {
      if (each instanceof Node.AlterTableCmd command && command.def() instanceof Node.List list) {
        boolean names = list.items().stream().anyMatch(Views::isInvoker);
        if (names && command.subtype() == AlterTableType.AT_SetRelOptions) {
          put(view.invoking(isOn(list.items())));
        } else if (names && command.subtype() == AlterTableType.AT_ResetRelOptions) {
          put(view.invoking(false));
        }
      }
    }
  }

  private static boolean isInvoker(Node option) {
    return option instanceof Node.DefElem named && named.defname().equals("security_invoker");
  }

  private static boolean isOn(List<Node> options) {
    return options.stream()
        .filter(Views::isInvoker)
        .anyMatch(option -> option instanceof Node.DefElem named && Options.isTrue(named.arg()));
  }
}
