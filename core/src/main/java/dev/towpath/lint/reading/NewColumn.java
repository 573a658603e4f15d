package dev.towpath.lint.reading;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.schema.TypeText;
import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A column that a statement makes, or gives another type; temporary tables aside.
///
/// @param type as the schema has it; a serial is an integer there
public record NewColumn(String name, String type, Node.ColumnDef node) {

  public static List<NewColumn> in(Change change) {
    List<NewColumn> columns = new ArrayList<>();
    if (change.node() instanceof Node.CreateStmt create && !isTemporary(create)) {
      create.tableElts().forEach(element -> add(columns, "", element));
    }
    change
        .commands(AlterTableType.AT_AddColumn, AlterTableType.AT_AlterColumnType)
        .forEach(command -> add(columns, command.name(), command.def()));
    return columns;
  }

  /// A hit for each new column of some types.
  ///
  /// @param message with a `%s` for the column
  public static List<Hit> hits(
      Change change, Predicate<String> types, String message, String why, String help) {
    return in(change).stream()
        .filter(column -> types.test(column.type))
        .map(
            column ->
                Hit.of(message.formatted(column.name))
                    .at(column.node.location())
                    .because(why)
                    .help(help))
        .toList();
  }

  private static boolean isTemporary(Node.CreateStmt create) {
    return create.relation() != null && create.relation().relpersistence().equals("t");
  }

  private static void add(List<NewColumn> columns, String altered, @Nullable Node element) {
    if (element instanceof Node.ColumnDef column && column.typeName() != null) {
      String name = column.colname().isEmpty() ? altered : column.colname();
      columns.add(new NewColumn(name, TypeText.of(column.typeName()), column));
    }
  }
}
