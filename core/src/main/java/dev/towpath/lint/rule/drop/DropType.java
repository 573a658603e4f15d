package dev.towpath.lint.rule.drop;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.Drops;
import dev.towpath.lint.reading.TypeUse;
import dev.towpath.lint.rule.kind.DropRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;

/// Dropping a type breaks statements that name it.
final class DropType implements DropRule {
  @Override
  public String name() {
    return "drop-type";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    if (Drops.cascades(change)) {
      return List.of(); // drop-cascade speaks of that
    }
    return Drops.old(change, ObjectType.OBJECT_TYPE, ObjectType.OBJECT_DOMAIN).stream()
        .filter(type -> !isReplaced(change, type))
        .map(type -> hit(change, type))
        .toList();
  }

  /// Whether the same transaction renamed it to make place for another: the end of a type's swap.
  private static boolean isReplaced(Change change, Name type) {
    return change.transaction().earlier().stream()
        .anyMatch(
            earlier ->
                earlier.node() instanceof Node.RenameStmt rename
                    && rename.newname().equals(type.name()));
  }

  private static Hit hit(Change change, Name type) {
    List<String> columns = TypeUse.columns(change.schema(), type);
    String fails =
        columns.isEmpty()
            ? ""
            : " It fails as long as these columns are of it: " + String.join(", ", columns) + ".";
    return Hit.of("This drops type %s.".formatted(type))
        .because("A running application that casts to it or passes it fails." + fails)
        .help("Drop it when no released version of the application names it any more.")
        .ifStill(schema -> schema.type(type).isEmpty());
  }
}
