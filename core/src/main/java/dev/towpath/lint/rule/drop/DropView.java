package dev.towpath.lint.rule.drop;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.Drops;
import dev.towpath.lint.rule.kind.DropRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;

/// Dropping a view breaks whoever still reads it.
final class DropView implements DropRule {
  @Override
  public String name() {
    return "drop-view";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    return Drops.old(change, ObjectType.OBJECT_VIEW, ObjectType.OBJECT_MATVIEW).stream()
        .map(view -> hit(view))
        .toList();
  }

  private static Hit hit(Name view) {
    return Hit.of("This drops view %s.".formatted(view))
        .because("Whoever still reads it fails from then on; its grants are lost with it.")
        .help("Drop it when no released version of the application reads it any more.")
        .ifStill(schema -> schema.table(view).isEmpty());
  }
}
