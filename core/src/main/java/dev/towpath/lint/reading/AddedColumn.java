package dev.towpath.lint.reading;

import dev.towpath.lint.Change;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.lint.schema.TypeText;
import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.ConstrType;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.Optional;

/// A column that ALTER TABLE adds to a table in use.
public record AddedColumn(Name table, Node.ColumnDef node) {
  public static List<AddedColumn> in(Change change) {
    return AlteredTable.commands(change, AlterTableType.AT_AddColumn).stream()
        .filter(command -> !(command.missingOk() && isThere(change, command)))
        .map(Node.AlterTableCmd::def)
        .filter(Node.ColumnDef.class::isInstance)
        .map(def -> new AddedColumn(change.table(), (Node.ColumnDef) def))
        .toList();
  }

  private static boolean isThere(Change change, Node.AlterTableCmd command) {
    return command.def() instanceof Node.ColumnDef column
        && change
            .known(change.table())
            .flatMap(table -> table.column(column.colname()))
            .isPresent();
  }

  public String name() {
    return node.colname();
  }

  public static boolean isSerial(Node.ColumnDef column) {
    return TypeText.isSerial(column);
  }

  /// The name of a column's type.
  public static Name type(Node.ColumnDef column) {
    return column.typeName() == null ? new Name("", "") : Name.of(column.typeName().names());
  }

  /// Its domain, if its type is one that is known.
  public Optional<Schema.Type> domain(Change change) {
    if (node.typeName() == null || !node.typeName().arrayBounds().isEmpty()) {
      return Optional.empty();
    }
    return change.schema().type(type(node)).filter(type -> type.sort() == Schema.Type.Sort.DOMAIN);
  }

  public boolean isSerial() {
    return isSerial(node);
  }

  public boolean has(ConstrType type) {
    return constraint(type).isPresent();
  }

  public Optional<Node.Constraint> constraint(ConstrType type) {
    return node.constraints().stream()
        .filter(Node.Constraint.class::isInstance)
        .map(Node.Constraint.class::cast)
        .filter(each -> each.contype() == type)
        .findFirst();
  }

  /// Whether its constraints are held against rows, which `NOT ENFORCED` takes away.
  public boolean isEnforced() {
    return !has(ConstrType.CONSTR_ATTR_NOT_ENFORCED);
  }

  public boolean isVirtual() {
    return generated("v");
  }

  public boolean isStored() {
    return generated("s");
  }

  private boolean generated(String kind) {
    return constraint(ConstrType.CONSTR_GENERATED)
        .filter(each -> each.generatedKind().equals(kind))
        .isPresent();
  }
}
