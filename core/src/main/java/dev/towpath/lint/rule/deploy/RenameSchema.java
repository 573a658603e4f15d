package dev.towpath.lint.rule.deploy;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;

/// Renaming a schema breaks every statement that names something in it.
final class RenameSchema implements Rule {
  @Override
  public String name() {
    return "rename-schema";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.RenameStmt rename)
        || rename.renameType() != ObjectType.OBJECT_SCHEMA) {
      return List.of();
    }
    Name schema = new Name("", rename.subname());
    if (change.schema().others().isBorn(ObjectType.OBJECT_SCHEMA, schema)) {
      return List.of();
    }
    return List.of(
        Hit.of("This renames schema %s to %s.".formatted(schema, rename.newname()))
            .because(
                "Every statement and search_path with the old name fails or finds something else"
                    + " from the commit on; function bodies keep the old name.")
            .help(
                "Make the new schema, and in it views of the old tables; move the application, then"
                    + " the tables."));
  }
}
