package dev.towpath.lint.effect;

import dev.towpath.lint.effect.Part.Form;
import dev.towpath.lint.effect.Part.Unknown;
import dev.towpath.lint.locks.Role;
import dev.towpath.lint.schema.Column;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.lint.schema.TableConstraint;
import dev.towpath.lint.schema.View;
import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.DropBehavior;
import dev.towpath.sql.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What changes of a column cost.
final class ColumnForms {
  private static final int VIRTUAL_COLUMNS = 18;

  private ColumnForms() {}

  static List<Part> drop(Known known, Name table, Node.AlterTableCmd command) {
    String column = command.name();
    List<Name> views = views(known, table, column);
    if (!views.isEmpty()) {
      return List.of(
          command.behavior() == DropBehavior.DROP_CASCADE
              ? withViews(known, table, views)
              : Form.of("drop-column-view", Role.UNDERLYING, table));
    }
    List<Name> referenced = known.referenced(table, column);
    if (!referenced.isEmpty()) {
      return List.of(
          Form.of("drop-column-referencing", Role.TABLE, table).with(Role.REFERENCED, referenced));
    }
    List<Part> parts = new ArrayList<>();
    parts.add(
        Form.of(
            isIndexed(known, table, column) ? "drop-column-indexed" : "drop-column",
            Role.TABLE,
            table));
    if (isKey(known, table, column) && !known.referencing(table).isEmpty()) {
      parts.add(new Unknown("foreign keys point to %s".formatted(table)));
    }
    return parts;
  }

  private static Form withViews(Known known, Name table, List<Name> views) {
    return Form.of("drop-column-cascade", Role.UNDERLYING, table)
        .with(Role.VIEW, views.stream().filter(each -> known.is(each, Table.Sort.VIEW)).toList())
        .with(
            Role.MATERIALIZED_VIEW,
            views.stream().filter(each -> known.is(each, Table.Sort.MATERIALIZED_VIEW)).toList());
  }

  private static List<Name> views(Known known, Name table, String column) {
    return known.schema().views().reading(table).stream()
        .filter(view -> view.reads().getOrDefault(table, Set.of()).contains(column))
        .map(View::name)
        .toList();
  }

  private static boolean isIndexed(Known known, Name table, String column) {
    return isKey(known, table, column)
        || known
            .table(table)
            .filter(
                each -> each.indexes().stream().anyMatch(index -> index.columns().contains(column)))
            .isPresent();
  }

  /// Whether a constraint with an index has the column.
  private static boolean isKey(Known known, Name table, String column) {
    return known.table(table).stream()
        .flatMap(each -> each.constraints().stream())
        .filter(
            each ->
                each.type() == TableConstraint.Type.PRIMARY_KEY
                    || each.type() == TableConstraint.Type.UNIQUE)
        .anyMatch(each -> each.columns().contains(column));
  }

  static boolean isProven(Known known, Name table, String column) {
    return known
        .table(table)
        .filter(
            each ->
                each.provesNotNull(column)
                    || each.column(column).filter(Column::notNull).isPresent())
        .isPresent();
  }

  static Part setNotNull(Known known, Name table, Node.AlterTableStmt alter, String column) {
    Form scan = Form.of("set-not-null", Role.TABLE, table);
    Form proven = Form.of("set-not-null-proven", Role.TABLE, table);
    if (isProven(known, table, column)) {
      return dropsProof(known, table, alter, column)
          ? Form.of("set-not-null-proof-dropped", Role.TABLE, table)
          : proven;
    }
    return known.isComplete(table)
        ? scan
        : Part.oneOf("whether a CHECK proves it isn't known", scan, proven);
  }

  private static boolean dropsProof(
      Known known, Name table, Node.AlterTableStmt alter, String column) {
    return alter.cmds().stream()
        .filter(Node.AlterTableCmd.class::isInstance)
        .map(Node.AlterTableCmd.class::cast)
        .filter(command -> command.subtype() == AlterTableType.AT_DropConstraint)
        .flatMap(
            command -> known.table(table).flatMap(it -> it.constraint(command.name())).stream())
        .anyMatch(constraint -> constraint.notNull().contains(column));
  }

  static Part setExpression(Known known, Name table) {
    Form written = Form.of("set-expression", Role.TABLE, table);
    return known.change().major() < VIRTUAL_COLUMNS
        ? written
        : Part.oneOf(
            "whether the column is stored isn't known",
            written,
            Form.of("set-default", Role.TABLE, table));
  }

  static Part type(Known known, Name table, Node.AlterTableCmd command) {
    String column = command.name();
    if (!(command.def() instanceof Node.ColumnDef to)) {
      return new Unknown("the statement names no type");
    }
    if (!views(known, table, column).isEmpty()) {
      return Form.of("alter-type-view", Role.UNDERLYING, table);
    }
    Optional<Table> whole = known.table(table).filter(Table::complete);
    if (whole.isEmpty()) {
      return new Unknown("what hangs on column %s isn't known".formatted(column));
    }
    if (whole.get().policies().stream().anyMatch(each -> each.columns().contains(column))) {
      return new Unknown("PostgreSQL refuses it: a policy uses column %s".formatted(column));
    }
    if (isKey(known, table, column) && !known.referencing(table).isEmpty()) {
      return new Unknown("foreign keys point to %s".formatted(table));
    }
    return ColumnTypeForms.of(known, TypeChange.of(known.change(), column, to));
  }
}
