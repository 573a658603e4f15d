package dev.towpath.lint.rule.deploy;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.reading.Made;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;

/// Renaming a column breaks every statement that names it, at once.
final class RenameColumn implements Rule {
  @Override
  public String name() {
    return "rename-column";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    Name table = change.table();
    if (!(change.node() instanceof Node.RenameStmt rename)
        || rename.renameType() != ObjectType.OBJECT_COLUMN
        || !change.isInUse(table)
        || Made.column(change, table, rename.subname())) {
      return List.of();
    }
    String column = rename.subname();
    return List.of(
        Hit.of(
                "This renames column %s of %s to %s under a running application."
                    .formatted(column, table, rename.newname()))
            .because(
                "Statements with the old name fail from the commit on, those with the new name fail"
                    + " before it: no order of deploys has both versions working.")
            .help(
                "Add the new column, write both, move the readers, and drop the old one; or give"
                    + " the new name by a view.")
            .ifStill(
                schema ->
                    !schema.isGone(table)
                        && schema
                            .table(table)
                            .filter(now -> now.column(column).isPresent())
                            .isEmpty()));
  }
}
