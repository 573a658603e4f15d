package dev.towpath.lint.reading;

import dev.towpath.lint.Change;
import dev.towpath.lint.schema.Name;
import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.ConstrType;
import dev.towpath.sql.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A foreign key that a statement makes, on a new table or on one that is there.
///
/// @param columns that point
/// @param fresh whether the statement makes the columns too
public record NewForeignKey(Name table, List<String> columns, Node.Constraint node, boolean fresh) {

  public static List<NewForeignKey> in(Change change) {
    List<NewForeignKey> keys = new ArrayList<>();
    if (change.node() instanceof Node.CreateStmt create && create.relation() != null) {
      Name table = change.schema().qualified(Name.of(create.relation()));
      create.tableElts().forEach(element -> add(keys, table, element, true));
    }
    change
        .commands(AlterTableType.AT_AddColumn, AlterTableType.AT_AddConstraint)
        .forEach(command -> add(keys, change.table(), command.def(), false));
    return keys;
  }

  private static void add(
      List<NewForeignKey> keys, Name table, @Nullable Node element, boolean create) {
    switch (element) {
      case Node.ColumnDef column ->
          column.constraints().stream()
              .filter(each -> each instanceof Node.Constraint one && isKey(one))
              .map(each -> (Node.Constraint) each)
              .forEach(
                  each ->
                      keys.add(new NewForeignKey(table, List.of(column.colname()), each, true)));
      case Node.Constraint key when isKey(key) ->
          keys.add(
              new NewForeignKey(
                  table, key.fkAttrs().stream().map(Name::word).toList(), key, create));
      case null, default -> {} // something else
    }
  }

  private static boolean isKey(Node.Constraint constraint) {
    return constraint.contype() == ConstrType.CONSTR_FOREIGN;
  }
}
