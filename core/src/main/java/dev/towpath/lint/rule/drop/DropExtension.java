package dev.towpath.lint.rule.drop;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.Drops;
import dev.towpath.lint.rule.kind.DropRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;

/// Dropping an extension drops its types, functions and operators.
final class DropExtension implements DropRule {
  @Override
  public String name() {
    return "drop-extension";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    return Drops.old(change, ObjectType.OBJECT_EXTENSION).stream()
        .map(extension -> hit(change, extension))
        .toList();
  }

  private static Hit hit(Change change, Name extension) {
    String cascade =
        Drops.cascades(change)
            ? " With CASCADE the columns of its types and the indexes on its operators go too."
            : "";
    return Hit.of("This drops extension %s with all that it defines.".formatted(extension))
        .because(
            "Statements that use its functions, types or operators fail from then on." + cascade)
        .help("Find what uses it first: pg_depend lists it, function bodies don't show there.")
        .ifStill(schema -> !schema.others().has(ObjectType.OBJECT_EXTENSION, extension));
  }
}
