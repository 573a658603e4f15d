package dev.towpath.lint.rule.drop;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.schema.Triggers;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;

/// Dropping a trigger ends what it kept up.
final class DropTrigger implements Rule {
  @Override
  public String name() {
    return "drop-trigger";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.DropStmt drop)
        || drop.removeType() != ObjectType.OBJECT_TRIGGER) {
      return List.of();
    }
    return drop.objects().stream()
        .map(object -> change.schema().triggers().dropped(object))
        .filter(trigger -> change.isInUse(trigger.table()))
        .map(trigger -> hit(change, trigger))
        .toList();
  }

  private static Hit hit(Change change, Triggers.Trigger trigger) {
    return Hit.of("This drops trigger %s of %s.".formatted(trigger.name(), trigger.table()))
        .because(
            "What it kept up (a copy, an audit trail, a time stamp, a check) is no longer kept up"
                + " for rows written from now on, also by the old version of the application. "
                + change.cost("drop-trigger", trigger.table()))
        .help("Make sure first that nothing reads what the trigger wrote.")
        .ifStill(schema -> !schema.triggers().has(trigger) && !schema.isGone(trigger.table()));
  }
}
