package dev.towpath.lint.rule.drop;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.Drops;
import dev.towpath.lint.rule.kind.DropRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;

/// Dropping a function breaks whoever still calls it.
final class DropFunction implements DropRule {
  @Override
  public String name() {
    return "drop-function";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.DropStmt drop)
        || Drops.old(change, TYPES.toArray(ObjectType[]::new)).isEmpty()) {
      return List.of();
    }
    return drop.objects().stream()
        .filter(Node.ObjectWithArgs.class::isInstance)
        .map(Node.ObjectWithArgs.class::cast)
        .filter(object -> isCalled(change.schema(), Name.of(object.objname())))
        .map(object -> hit(change.schema(), Name.of(object.objname())))
        .toList();
  }

  private static final List<ObjectType> TYPES =
      List.of(ObjectType.OBJECT_FUNCTION, ObjectType.OBJECT_PROCEDURE, ObjectType.OBJECT_ROUTINE);

  /// A trigger's function is called by its triggers alone, and those stop its drop.
  private static boolean isCalled(Schema schema, Name name) {
    return schema.signatures().of(name).isEmpty()
        || schema.signatures().of(name).values().stream()
            .anyMatch(each -> each.callable() && !each.born());
  }

  private static Hit hit(Schema schema, Name object) {
    Name name = schema.routine(object).map(Schema.Routine::name).orElse(schema.qualified(object));
    return Hit.of("This drops function %s.".formatted(name))
        .because(
            "A running application, a policy, a default or another function may still call it;"
                + " calls in function bodies fail only when they run.")
        .help("Drop it when no released version of the application calls it any more.")
        .ifStill(now -> now.signatures().of(name).values().stream().noneMatch(each -> each.born()));
  }
}
