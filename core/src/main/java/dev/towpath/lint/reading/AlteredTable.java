package dev.towpath.lint.reading;

import dev.towpath.lint.Change;
import dev.towpath.lint.effect.TypeChange;
import dev.towpath.lint.schema.Table;
import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;

/// The commands of ALTER TABLE on a table with rows of its own that others may be using.
public final class AlteredTable {
  private AlteredTable() {}

  /// None of a table that this deploy made, nor of a view or a foreign table: no rows are read
  /// there.
  public static List<Node.AlterTableCmd> commands(Change change, AlterTableType... types) {
    return isTable(change) && change.isInUse(change.table()) ? change.commands(types) : List.of();
  }

  public static List<TypeChange> typeChanges(Change change) {
    return commands(change, AlterTableType.AT_AlterColumnType).stream()
        .filter(command -> command.def() instanceof Node.ColumnDef)
        .map(command -> TypeChange.of(change, command.name(), (Node.ColumnDef) command.def()))
        .toList();
  }

  public static boolean isTable(Change change) {
    return change.node() instanceof Node.AlterTableStmt alter
        && alter.objtype() == ObjectType.OBJECT_TABLE
        && change.known(change.table()).map(AlteredTable::hasRows).orElse(true);
  }

  private static boolean hasRows(Table table) {
    return switch (table.sort()) {
      case TABLE, PARTITIONED, TEMPORARY, MATERIALIZED_VIEW -> true;
      case FOREIGN, VIEW -> false;
    };
  }

  public static boolean isPartitioned(Change change) {
    return change
        .known(change.table())
        .filter(table -> table.sort() == Table.Sort.PARTITIONED)
        .isPresent();
  }

  /// Whether it is `ALTER TABLE ONLY` of a partitioned table, which leaves the partitions alone.
  public static boolean isParentOnly(Change change) {
    return change.node() instanceof Node.AlterTableStmt alter
        && alter.relation() != null
        && !alter.relation().inh()
        && isPartitioned(change);
  }

  /// Whether the statement does but one thing, so that its text can be replaced as a whole.
  public static boolean isSingle(Change change) {
    return change.node() instanceof Node.AlterTableStmt alter && alter.cmds().size() == 1;
  }
}
