package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// What stored code names: relations with the columns it reads and writes, routines, and columns
/// of a trigger's `NEW` and `OLD`. A `*` stands for no column by name.
public record Uses(Map<Name, Set<String>> reads, Set<Call> calls, Set<String> row) {
  private static final Set<String> ROWS = Set.of("new", "old");

  /// Of trees.
  ///
  /// @param resolve finds the schema of a name without one
  static Uses of(Schema schema, List<Node> trees, UnaryOperator<Name> resolve) {
    Uses uses = new Uses(new HashMap<>(), new HashSet<>(), new HashSet<>());
    Set<Name> own = new HashSet<>();
    for (Node tree : trees) {
      new ViewQuery(schema, tree, resolve, false)
          .reads()
          .forEach((relation, columns) -> uses.columns(relation).addAll(columns));
      Nodes.find(tree, Node.FuncCall.class).stream().map(Call::of).forEach(uses.calls::add);
      Nodes.find(tree, Node.ColumnRef.class).forEach(uses::row);
      uses.targets(tree, resolve);
      made(tree).map(resolve).ifPresent(own::add);
    }
    uses.reads.keySet().removeAll(own);
    return uses;
  }

  /// Of a routine's body: what it makes itself, as a temporary table, is no use.
  static Uses of(Schema schema, Body body) {
    return of(schema, body.trees(), name -> resolved(schema, body, name));
  }

  private static Name resolved(Schema schema, Body body, Name name) {
    if (name.isQualified() || body.path().isEmpty()) {
      return schema.qualified(name);
    }
    return body.path().get().stream()
        .map(each -> new Name(each, name.name()))
        .filter(each -> schema.table(each).isPresent() || schema.isGone(each))
        .findFirst()
        .orElse(name);
  }

  private Set<String> columns(Name relation) {
    return reads.computeIfAbsent(relation, _ -> new HashSet<>());
  }

  private void row(Node.ColumnRef column) {
    if (column.fields().size() > 1 && ROWS.contains(Name.word(column.fields().getFirst()))) {
      row.add(Name.word(column.fields().get(1)));
    }
  }

  /// The columns that INSERT and UPDATE write.
  private void targets(Node tree, UnaryOperator<Name> resolve) {
    for (Node.InsertStmt insert : Nodes.find(tree, Node.InsertStmt.class)) {
      if (insert.relation() != null) {
        Set<String> columns = columns(resolve.apply(Name.of(insert.relation())));
        written(insert.cols(), columns);
        Optional.ofNullable(insert.onConflictClause())
            .ifPresent(conflict -> written(conflict.targetList(), columns));
      }
    }
    for (Node.UpdateStmt update : Nodes.find(tree, Node.UpdateStmt.class)) {
      if (update.relation() != null) {
        written(update.targetList(), columns(resolve.apply(Name.of(update.relation()))));
      }
    }
  }

  private static void written(List<Node> targets, Set<String> columns) {
    for (Node each : targets) {
      if (each instanceof Node.ResTarget target) {
        columns.add(target.name());
      }
    }
  }

  private static Optional<Name> made(Node tree) {
    return switch (tree) {
      case Node.CreateStmt create -> Optional.ofNullable(create.relation()).map(Name::of);
      case Node.CreateTableAsStmt create when create.into() != null ->
          Optional.ofNullable(create.into().rel()).map(Name::of);
      default -> Optional.empty();
    };
  }

  Uses renamed(Name before, Name after) {
    Map<Name, Set<String>> now = new HashMap<>();
    reads.forEach((name, columns) -> now.put(name.equals(before) ? after : name, columns));
    return new Uses(now, calls, row);
  }

  /// Whether a thing is used. A call without a schema is one of any routine of the name.
  ///
  /// @param rowOf the tables whose `NEW` and `OLD` the code sees
  boolean has(Thing thing, Set<Name> rowOf) {
    return switch (thing) {
      case Thing.Relation(Name name) -> reads.containsKey(name);
      case Thing.Column(Name table, String name) ->
          reads.getOrDefault(table, Set.of()).contains(name)
              || (rowOf.contains(table) && row.contains(name));
      case Thing.Routine routine -> calls.stream().anyMatch(routine::isCalled);
    };
  }
}
