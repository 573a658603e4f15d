package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The query of a view: what it reads and which columns it gives.
final class ViewQuery {
  private final Schema schema;
  private final Node query;
  private final Map<Name, Set<String>> reads = new LinkedHashMap<>();
  private final Map<String, Name> aliases = new HashMap<>();
  private final boolean stars;

  ViewQuery(Schema schema, Node query) {
    this(schema, query, schema::qualified, true);
  }

  /// @param resolve finds the schema of a name without one
  /// @param stars whether a `*` names the columns: it does where it is bound to them
  ViewQuery(Schema schema, Node query, UnaryOperator<Name> resolve, boolean stars) {
    this.schema = schema;
    this.query = query;
    this.stars = stars;
    Set<String> local = new HashSet<>();
    Nodes.find(query, Node.CommonTableExpr.class).forEach(with -> local.add(with.ctename()));
    for (Node.RangeVar relation : Nodes.find(query, Node.RangeVar.class)) {
      if (relation.schemaname().isEmpty() && local.contains(relation.relname())) {
        continue;
      }
      Name name = resolve.apply(Name.of(relation));
      reads.put(name, new HashSet<>());
      aliases.put(relation.alias() == null ? name.name() : relation.alias().aliasname(), name);
    }
    Nodes.find(query, Node.ColumnRef.class).forEach(column -> read(column.fields()));
  }

  /// A column without a table's name counts for each relation that may have it.
  private void read(List<Node> fields) {
    int last = fields.size() - 1;
    Name owner = last > 0 ? aliases.get(Name.word(fields.get(last - 1))) : null;
    reads.forEach(
        (relation, columns) -> {
          if (owner == null ? last == 0 : owner.equals(relation)) {
            read(relation, columns, fields.get(last));
          }
        });
  }

  private void read(Name relation, Set<String> columns, Node field) {
    Optional<Table> table = schema.table(relation).filter(Table::complete);
    if (field instanceof Node.A_Star) {
      table.filter(_ -> stars).ifPresent(all -> columns.addAll(all.columns().keySet()));
      return;
    }
    String name = Name.word(field);
    if (table.isEmpty()
        || table.get().column(name).isPresent()
        || schema.gone().has(new Thing.Column(relation, name))) {
      columns.add(name);
    }
  }

  Map<Name, Set<String>> reads() {
    return reads;
  }

  /// The names of its columns; empty where a `*` stands for columns that aren't known.
  List<String> columns() {
    return query instanceof Node.SelectStmt select ? columns(first(select)) : List.of();
  }

  /// The names of a UNION are those of its first query.
  private static Node.SelectStmt first(Node.SelectStmt select) {
    Node.SelectStmt at = select;
    while (at.larg() != null) {
      at = at.larg();
    }
    return at;
  }

  private List<String> columns(Node.SelectStmt select) {
    List<String> names = new ArrayList<>();
    for (Node each : select.targetList()) {
      String name = each instanceof Node.ResTarget target ? name(target) : "";
      if (name.isEmpty()) {
        return List.of();
      }
      names.add(name);
    }
    return names;
  }

  private static String name(Node.ResTarget target) {
    if (!target.name().isEmpty()) {
      return target.name();
    }
    return target.val() instanceof Node.ColumnRef column
            && !(column.fields().getLast() instanceof Node.A_Star)
        ? Name.word(column.fields().getLast())
        : "";
  }
}
