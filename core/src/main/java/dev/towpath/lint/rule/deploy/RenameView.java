package dev.towpath.lint.rule.deploy;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// Renaming a view breaks whoever reads it.
final class RenameView implements Rule {
  @Override
  public String name() {
    return "rename-view";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.RenameStmt rename)
        || !isView(change, rename)
        || !change.isInUse(change.table())) {
      return List.of();
    }
    Name view = change.table();
    return List.of(
        Hit.of("This renames view %s to %s.".formatted(view, rename.newname()))
            .because("Whoever reads it by its old name fails from the commit on.")
            .help("Make a second view with the new name, and drop the old one in a later release.")
            .ifStill(schema -> schema.table(view).isEmpty()));
  }

  private static boolean isView(Change change, Node.RenameStmt rename) {
    return switch (rename.renameType()) {
      case OBJECT_VIEW, OBJECT_MATVIEW -> true;
      case OBJECT_TABLE ->
          change
              .known(change.table())
              .filter(
                  known ->
                      known.sort() == Table.Sort.VIEW
                          || known.sort() == Table.Sort.MATERIALIZED_VIEW)
              .isPresent();
      default -> false;
    };
  }
}
