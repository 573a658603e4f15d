package dev.towpath.lint.rule.drop;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.rule.kind.DropRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;

/// Dropping a table loses its rows, and breaks whoever still reads it.
final class DropTable implements DropRule {
  @Override
  public String name() {
    return "drop-table";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.DropStmt drop)
        || drop.removeType() != ObjectType.OBJECT_TABLE) {
      return List.of();
    }
    return drop.objects().stream()
        .map(object -> change.schema().qualified(Name.ofObject(object)))
        .filter(change::isInUse)
        .map(table -> hit(change, table))
        .toList();
  }

  private static Hit hit(Change change, Name table) {
    List<String> others =
        change.schema().referencing(table).stream()
            .map(each -> each.name().toString())
            .filter(each -> !each.equals(table.toString()))
            .toList();
    String locked =
        others.isEmpty()
            ? ""
            : " Foreign keys of %s point to it: those tables are locked too, for reads and writes."
                .formatted(String.join(", ", others));
    return Hit.of("This drops table %s with all its rows.".formatted(table))
        .because("No down script brings the rows back." + locked)
        .help(
            "Rename it first and drop it in a later release, behind a backup that was restored"
                + " once.");
  }
}
