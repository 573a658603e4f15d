package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.ConstrType;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What ALTER TABLE does to a table.
final class TableChange {
  private TableChange() {}

  static void apply(Schema schema, Node.AlterTableStmt alter) {
    if (alter.relation() == null) {
      return;
    }
    Name name = Name.of(alter.relation());
    for (Node each : alter.cmds()) {
      if (each instanceof Node.AlterTableCmd command) {
        schema.change(name, table -> after(schema, table, command));
        partition(schema, name, command);
      }
    }
  }

  private static Table after(Schema schema, Table table, Node.AlterTableCmd command) {
    String name = command.name();
    return switch (command.subtype()) {
      case AT_AddColumn ->
          command.def() instanceof Node.ColumnDef column
              ? withColumn(schema, table, column)
              : table;
      case AT_DropColumn -> without(table, name);
      case AT_AlterColumnType -> retyped(table, command);
      case AT_SetNotNull -> table.changed(name, column -> column.required(true));
      case AT_DropNotNull -> nullable(table, name);
      case AT_ColumnDefault ->
          table.changed(name, column -> column.defaulted(command.def() != null));
      case AT_AddIdentity -> table.changed(name, column -> column.defaulted(true));
      case AT_DropIdentity, AT_DropExpression ->
          table.changed(name, column -> column.defaulted(false));
      case AT_AddConstraint ->
          command.def() instanceof Node.Constraint constraint
              ? NewConstraint.on(schema, table, constraint)
              : table;
      case AT_ValidateConstraint ->
          table.constraint(name).map(each -> validated(table, each)).orElse(table);
      case AT_DropConstraint ->
          table.constraint(name).map(each -> withoutConstraint(table, each)).orElse(table);
      case AT_EnableRowSecurity -> table.withRowSecurity(true);
      case AT_DisableRowSecurity -> table.withRowSecurity(false);
      default -> table; // nothing that a verdict depends on
    };
  }

  private static Table nullable(Table table, String column) {
    return table
        .changed(column, each -> each.required(false))
        .constraints(
            table.constraints().stream()
                .filter(
                    each ->
                        each.type() != TableConstraint.Type.NOT_NULL
                            || !each.columns().contains(column))
                .toList());
  }

  private static Table validated(Table table, TableConstraint constraint) {
    Table proven =
        table.constraints(
            table.constraints().stream()
                .map(each -> each.equals(constraint) ? each.proven() : each)
                .toList());
    return constraint.type() == TableConstraint.Type.NOT_NULL
        ? NewConstraint.required(proven, constraint.columns())
        : proven;
  }

  private static Table withoutConstraint(Table table, TableConstraint constraint) {
    Table rest =
        table.constraints(
            table.constraints().stream().filter(each -> !each.equals(constraint)).toList());
    return constraint.type() == TableConstraint.Type.NOT_NULL
        ? rest.changed(constraint.columns().getFirst(), column -> column.required(false))
        : rest;
  }

  private static void partition(Schema schema, Name parent, Node.AlterTableCmd command) {
    if (!(command.def() instanceof Node.PartitionCmd partition) || partition.name() == null) {
      return;
    }
    Name child = Name.of(partition.name());
    switch (command.subtype()) {
      case AT_AttachPartition -> {
        boolean asDefault = partition.bound() != null && partition.bound().isDefault();
        schema.change(
            child, table -> table.asPartition(Optional.of(schema.qualified(parent)), asDefault));
      }
      case AT_DetachPartition ->
          schema.change(child, table -> table.asPartition(Optional.empty(), false));
      default -> {} // indexes
    }
  }

  static Table withColumn(Schema schema, Table table, Node.ColumnDef column) {
    boolean serial = TypeText.isSerial(column);
    boolean required = has(column, ConstrType.CONSTR_NOTNULL, ConstrType.CONSTR_PRIMARY);
    boolean given =
        has(
            column,
            ConstrType.CONSTR_DEFAULT,
            ConstrType.CONSTR_IDENTITY,
            ConstrType.CONSTR_GENERATED);
    String type = column.typeName() == null ? "" : TypeText.of(column.typeName());
    Table with =
        table.with(new Column(column.colname(), type, required || serial, given || serial));
    for (Node each : column.constraints()) {
      if (each instanceof Node.Constraint constraint) {
        with = NewConstraint.on(schema, with, constraint, column);
      }
    }
    return with;
  }

  private static boolean has(Node.ColumnDef column, ConstrType... types) {
    List<ConstrType> wanted = List.of(types);
    return column.constraints().stream()
        .anyMatch(each -> each instanceof Node.Constraint one && wanted.contains(one.contype()));
  }

  private static Table without(Table table, String column) {
    return table
        .columns(
            columns -> {
              columns.remove(column);
              return columns;
            })
        .constraints(
            table.constraints().stream().filter(each -> !each.columns().contains(column)).toList())
        .indexes(
            table.indexes().stream().filter(each -> !each.columns().contains(column)).toList());
  }

  private static Table retyped(Table table, Node.AlterTableCmd command) {
    Node.TypeName type = command.def() instanceof Node.ColumnDef column ? column.typeName() : null;
    return type == null
        ? table
        : table.changed(command.name(), each -> each.typed(TypeText.of(type)));
  }

  static Table renamedConstraint(Table table, String before, String after) {
    return table.constraints(
        table.constraints().stream()
            .map(each -> each.name().equals(before) ? each.named(after) : each)
            .toList());
  }

  static Table renamed(Table table, String before, String after) {
    return table
        .columns(columns -> renamed(columns, before, after))
        .constraints(table.constraints().stream().map(each -> each.renamed(before, after)).toList())
        .indexes(table.indexes().stream().map(each -> each.renamed(before, after)).toList());
  }

  private static Map<String, Column> renamed(
      Map<String, Column> columns, String before, String after) {
    Column column = columns.remove(before);
    if (column != null) {
      columns.put(after, column.renamed(after));
    }
    return columns;
  }
}
