package dev.towpath.lint.effect;

import dev.towpath.lint.Change;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.lint.schema.Table;
import dev.towpath.lint.schema.TableConstraint;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is known of the objects around a statement.
record Known(Change change) {
  Schema schema() {
    return change.schema();
  }

  Name name(Node.@Nullable RangeVar relation) {
    return relation == null ? new Name("", "") : schema().qualified(Name.of(relation));
  }

  Name name(Name name) {
    return schema().qualified(name);
  }

  Optional<Table> table(Name name) {
    return schema().table(name);
  }

  boolean is(Name name, Table.Sort sort) {
    return table(name).filter(table -> table.sort() == sort).isPresent();
  }

  boolean isPartitioned(Name name) {
    return is(name, Table.Sort.PARTITIONED);
  }

  boolean isComplete(Name name) {
    return table(name).filter(Table::complete).isPresent();
  }

  List<Name> partitions(Name parent) {
    return schema().partitions(parent).stream().map(Table::name).toList();
  }

  Optional<Name> defaultPartition(Name parent) {
    return schema().partitions(parent).stream()
        .filter(Table::isDefault)
        .map(Table::name)
        .findFirst();
  }

  /// The other tables with a foreign key to a table.
  List<Name> referencing(Name name) {
    return schema().referencing(name).stream()
        .map(Table::name)
        .filter(each -> !each.equals(name))
        .toList();
  }

  /// The other tables that foreign keys of a table point to; of those with a column, if one is
  /// given.
  List<Name> referenced(Name name, String column) {
    return constraints(name, TableConstraint.Type.FOREIGN_KEY).stream()
        .filter(key -> column.isEmpty() || key.columns().contains(column))
        .flatMap(key -> key.references().stream())
        .filter(each -> !each.equals(name))
        .distinct()
        .toList();
  }

  List<TableConstraint> constraints(Name name, TableConstraint.Type type) {
    return table(name).stream()
        .flatMap(table -> table.constraints().stream())
        .filter(each -> each.type() == type)
        .toList();
  }

  /// The table of an index, be it one by itself or of a constraint.
  Optional<Name> indexed(Name index) {
    return schema()
        .index(index)
        .map(found -> found.table().name())
        .or(
            () ->
                schema().constrained(index.name()).stream()
                    .filter(table -> hasIndexOfConstraint(table, index))
                    .map(Table::name)
                    .findFirst());
  }

  private static boolean hasIndexOfConstraint(Table table, Name index) {
    return (!index.isQualified() || index.schema().equals(table.name().schema()))
        && table
            .constraint(index.name())
            .filter(
                each ->
                    switch (each.type()) {
                      case PRIMARY_KEY, UNIQUE, EXCLUDE -> true;
                      case FOREIGN_KEY, CHECK, NOT_NULL -> false;
                    })
            .isPresent();
  }

  /// The relations that a query reads.
  List<Name> read(@Nullable Node query) {
    if (query == null) {
      return List.of();
    }
    Set<String> own =
        Nodes.find(query, Node.CommonTableExpr.class).stream()
            .map(Node.CommonTableExpr::ctename)
            .collect(Collectors.toSet());
    return Nodes.find(query, Node.RangeVar.class).stream()
        .filter(each -> !each.schemaname().isEmpty() || !own.contains(each.relname()))
        .map(this::name)
        .distinct()
        .toList();
  }

  /// The tables with a column of a type.
  List<Name> using(Name type) {
    String whole = schema().type(type).map(Schema.Type::name).orElse(type).toString();
    String word = type.name();
    Set<String> written = Set.of(whole, word + "[]", whole + "[]");
    return schema().tables().stream()
        .filter(
            table ->
                table.columns().values().stream()
                    .anyMatch(
                        column -> written.contains(column.type()) || column.type().equals(word)))
        .map(Table::name)
        .toList();
  }
}
