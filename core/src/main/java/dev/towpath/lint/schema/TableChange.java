package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.ConstrType;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.NullTestType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What ALTER TABLE does to a table.
final class TableChange {
  private static final Set<String> SERIAL =
      Set.of("smallserial", "serial", "bigserial", "serial2", "serial4", "serial8");

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
      case AT_DropNotNull -> table.changed(name, column -> column.required(false));
      case AT_ColumnDefault ->
          table.changed(name, column -> column.defaulted(command.def() != null));
      case AT_AddIdentity -> table.changed(name, column -> column.defaulted(true));
      case AT_DropIdentity, AT_DropExpression ->
          table.changed(name, column -> column.defaulted(false));
      case AT_AddConstraint ->
          command.def() instanceof Node.Constraint constraint
              ? withConstraint(schema, table, constraint, "")
              : table;
      case AT_ValidateConstraint ->
          table.constraints(
              table.constraints().stream()
                  .map(each -> each.name().equals(name) ? each.proven() : each)
                  .toList());
      case AT_DropConstraint ->
          table.constraints(
              table.constraints().stream().filter(each -> !each.name().equals(name)).toList());
      case AT_EnableRowSecurity -> table.withRowSecurity(true);
      case AT_DisableRowSecurity -> table.withRowSecurity(false);
      default -> table; // nothing that a verdict depends on
    };
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
    boolean serial =
        column.typeName() != null && SERIAL.contains(Name.of(column.typeName().names()).name());
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
        with = withConstraint(schema, with, constraint, column.colname());
      }
    }
    return with;
  }

  private static boolean has(Node.ColumnDef column, ConstrType... types) {
    List<ConstrType> wanted = List.of(types);
    return column.constraints().stream()
        .anyMatch(each -> each instanceof Node.Constraint one && wanted.contains(one.contype()));
  }

  /// @param column that the constraint stands behind; empty for a constraint of the table
  static Table withConstraint(
      Schema schema, Table table, Node.Constraint constraint, String column) {
    return type(constraint.contype())
        .map(type -> table.with(constraint(schema, constraint, type, column)))
        .orElse(table);
  }

  private static Optional<TableConstraint.Type> type(ConstrType type) {
    return switch (type) {
      case CONSTR_PRIMARY -> Optional.of(TableConstraint.Type.PRIMARY_KEY);
      case CONSTR_UNIQUE -> Optional.of(TableConstraint.Type.UNIQUE);
      case CONSTR_FOREIGN -> Optional.of(TableConstraint.Type.FOREIGN_KEY);
      case CONSTR_CHECK -> Optional.of(TableConstraint.Type.CHECK);
      case CONSTR_EXCLUSION -> Optional.of(TableConstraint.Type.EXCLUDE);
      case CONSTR_NOTNULL -> Optional.of(TableConstraint.Type.NOT_NULL);
      default -> Optional.empty(); // defaults and the like are the column's
    };
  }

  private static TableConstraint constraint(
      Schema schema, Node.Constraint node, TableConstraint.Type type, String column) {
    List<Node> keys = type == TableConstraint.Type.FOREIGN_KEY ? node.fkAttrs() : node.keys();
    List<String> columns =
        column.isEmpty() ? keys.stream().map(Name::word).toList() : List.of(column);
    Optional<String> notNull =
        type == TableConstraint.Type.NOT_NULL
            ? columns.stream().findFirst()
            : Optional.ofNullable(node.rawExpr()).flatMap(TableChange::proven);
    return new TableConstraint(
        node.conname(),
        type,
        columns,
        !node.skipValidation(),
        notNull,
        Optional.ofNullable(node.pktable()).map(Name::of).map(schema::qualified));
  }

  /// The column that an expression says is not null, if it says just that.
  private static Optional<String> proven(Node expression) {
    return expression instanceof Node.NullTest test
            && test.nulltesttype() == NullTestType.IS_NOT_NULL
            && test.arg() instanceof Node.ColumnRef column
        ? Optional.of(Name.of(column.fields()).name())
        : Optional.empty();
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

  static Table renamed(Table table, String before, String after) {
    return table.columns(
        columns -> {
          Column column = columns.remove(before);
          if (column != null) {
            columns.put(after, column.renamed(after));
          }
          return columns;
        });
  }
}
