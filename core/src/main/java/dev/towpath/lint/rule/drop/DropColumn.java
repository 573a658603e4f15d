package dev.towpath.lint.rule.drop;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.ColumnUse;
import dev.towpath.lint.reading.Made;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.AlterTableType;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;

/// Dropping a column loses its values, and breaks whoever still names it.
final class DropColumn implements AlterTableRule {
  @Override
  public String name() {
    return "drop-column";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    Name table = change.table();
    if (!(change.node() instanceof Node.AlterTableStmt alter)
        || alter.objtype() == ObjectType.OBJECT_TYPE
        || !change.isInUse(table)) {
      return List.of();
    }
    return change.commands(AlterTableType.AT_DropColumn).stream()
        .filter(command -> !Made.column(change, table, command.name()))
        .map(command -> hit(change, table, command.name()))
        .toList();
  }

  private static Hit hit(Change change, Name table, String column) {
    return Hit.of("This drops column %s of %s with all its values.".formatted(column, table))
        .because(
            "An application that still names it fails from then on, and no down script brings the"
                + " values back."
                + ColumnUse.of(change.schema(), table, column))
        .help("Stop reading and writing it in one release, and drop it in a later one.");
  }
}
