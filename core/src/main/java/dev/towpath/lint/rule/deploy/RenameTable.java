package dev.towpath.lint.rule.deploy;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.lint.schema.Table;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;
import java.util.Set;

/// Renaming a table breaks every statement that names it, at once.
final class RenameTable implements Rule {
  @Override
  public String name() {
    return "rename-table";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    Name table = change.table();
    if (!(change.node() instanceof Node.RenameStmt rename)
        || !TABLES.contains(rename.renameType())
        || isOther(change.schema(), table)
        || !change.isInUse(table)) {
      return List.of();
    }
    return List.of(
        Hit.of(
                "This renames table %s to %s under a running application."
                    .formatted(table, rename.newname()))
            .because(
                "Statements with the old name fail from the commit on, those with the new name fail"
                    + " before it: no order of deploys has both versions working.")
            .help(
                "In the same transaction, make a view with the old name: simple views can be"
                    + " written to as well. Drop it when no one reads it any more.")
            .ifStill(schema -> schema.table(table).isEmpty()));
  }

  private static final Set<ObjectType> TABLES =
      Set.of(ObjectType.OBJECT_TABLE, ObjectType.OBJECT_FOREIGN_TABLE);

  /// ALTER TABLE renames a view or an index too.
  private static boolean isOther(Schema schema, Name name) {
    return schema.index(name).isPresent()
        || schema
            .table(name)
            .filter(
                known ->
                    known.sort() == Table.Sort.VIEW || known.sort() == Table.Sort.MATERIALIZED_VIEW)
            .isPresent();
  }
}
