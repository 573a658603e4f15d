package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.BoolExprType;
import dev.towpath.sql.syntax.ConstrType;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import dev.towpath.sql.syntax.NullTestType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A constraint as CREATE TABLE or ALTER TABLE adds it to a table.
final class NewConstraint {
  private NewConstraint() {}

  /// A constraint of the table.
  static Table on(Schema schema, Table table, Node.Constraint constraint) {
    return type(constraint.contype())
        .map(type -> with(schema, table, constraint, type, columns(schema, constraint)))
        .orElse(table);
  }

  /// A constraint that stands behind a column.
  static Table on(Schema schema, Table table, Node.Constraint constraint, Node.ColumnDef column) {
    return type(constraint.contype())
        .map(type -> with(schema, table, constraint, type, List.of(column.colname())))
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

  private static List<String> columns(Schema schema, Node.Constraint constraint) {
    if (!constraint.indexname().isEmpty()) {
      return schema
          .index(new Name("", constraint.indexname()))
          .map(found -> found.index().columns())
          .orElse(List.of());
    }
    if (constraint.rawExpr() != null) {
      return Nodes.find(constraint.rawExpr(), Node.ColumnRef.class).stream()
          .map(each -> Name.of(each.fields()).name())
          .distinct()
          .toList();
    }
    List<Node> keys =
        constraint.contype() == ConstrType.CONSTR_FOREIGN
            ? constraint.fkAttrs()
            : constraint.keys();
    return keys.stream().map(Name::word).toList();
  }

  private static Table with(
      Schema schema,
      Table table,
      Node.Constraint node,
      TableConstraint.Type type,
      List<String> columns) {
    boolean validated = !node.skipValidation() && (node.isEnforced() || !mayBeUnenforced(type));
    TableConstraint constraint =
        new TableConstraint(
            ConstraintName.of(table, node.conname(), type, columns),
            type,
            columns,
            validated,
            type == TableConstraint.Type.NOT_NULL ? columns : proven(node.rawExpr()),
            node.rawExpr() == null ? Set.of() : Constants.of(List.of(node.rawExpr())),
            Optional.ofNullable(node.pktable()).map(Name::of).map(schema::qualified));
    boolean required =
        type == TableConstraint.Type.PRIMARY_KEY
            || (type == TableConstraint.Type.NOT_NULL && validated);
    return required ? required(table.with(constraint), columns) : table.with(constraint);
  }

  private static boolean mayBeUnenforced(TableConstraint.Type type) {
    return type == TableConstraint.Type.CHECK || type == TableConstraint.Type.FOREIGN_KEY;
  }

  static Table required(Table table, List<String> columns) {
    Table now = table;
    for (String column : columns) {
      now = now.changed(column, each -> each.required(true));
    }
    return now;
  }

  /// The columns that an expression says are not null: by itself, or as one part of an AND.
  private static List<String> proven(@Nullable Node expression) {
    return switch (expression) {
      case Node.NullTest test
          when test.nulltesttype() == NullTestType.IS_NOT_NULL
              && test.arg() instanceof Node.ColumnRef column ->
          List.of(Name.of(column.fields()).name());
      case Node.BoolExpr all when all.boolop() == BoolExprType.AND_EXPR ->
          all.args().stream().flatMap(each -> proven(each).stream()).toList();
      case null, default -> List.of();
    };
  }
}
