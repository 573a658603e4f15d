package dev.towpath.lint.reading;

import dev.towpath.lint.Change;
import dev.towpath.lint.schema.Name;
import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The relation that a statement makes.
public final class Made {
  private Made() {}

  /// A table with rows of its own, if the statement makes one that was not there.
  public static Optional<Name> table(Change change) {
    return switch (change.node()) {
      case Node.CreateStmt create -> named(change, create.relation());
      case Node.CreateTableAsStmt create
          when create.objtype() == ObjectType.OBJECT_TABLE && create.into() != null ->
          named(change, create.into().rel());
      default -> Optional.empty();
    };
  }

  public static Optional<Name> materializedView(Change change) {
    return change.node() instanceof Node.CreateTableAsStmt create
            && create.objtype() == ObjectType.OBJECT_MATVIEW
            && create.into() != null
        ? named(change, create.into().rel())
        : Optional.empty();
  }

  public static Optional<Name> foreignTable(Change change) {
    return change.node() instanceof Node.CreateForeignTableStmt create && create.base() != null
        ? named(change, create.base().relation())
        : Optional.empty();
  }

  /// Not a temporary one, nor one that IF NOT EXISTS leaves as it is.
  private static Optional<Name> named(Change change, Node.@Nullable RangeVar relation) {
    if (relation == null
        || relation.relpersistence().equals("t")
        || change.schema().table(relation).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(change.schema().qualified(Name.of(relation)));
  }

  /// Whether the same transaction added the column.
  public static boolean column(Change change, Name table, String column) {
    return change.transaction().earlier().stream()
        .filter(earlier -> earlier.table().equals(table))
        .flatMap(earlier -> earlier.commands(AlterTableType.AT_AddColumn).stream())
        .anyMatch(
            command ->
                command.def() instanceof Node.ColumnDef added && added.colname().equals(column));
  }
}
