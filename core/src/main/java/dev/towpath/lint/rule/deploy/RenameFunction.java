package dev.towpath.lint.rule.deploy;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;
import java.util.Set;

/// Renaming a function breaks whoever calls it.
final class RenameFunction implements Rule {
  @Override
  public String name() {
    return "rename-function";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.RenameStmt rename)
        || !(rename.object() instanceof Node.ObjectWithArgs object)
        || !ROUTINES.contains(rename.renameType())) {
      return List.of();
    }
    Schema schema = change.schema();
    Name name = Name.of(object.objname());
    if (schema.routine(name).filter(Schema.Routine::born).isPresent()) {
      return List.of();
    }
    Name whole = schema.routine(name).map(Schema.Routine::name).orElse(schema.qualified(name));
    return List.of(
        Hit.of("This renames function %s to %s.".formatted(whole, rename.newname()))
            .because(
                "Calls by the old name fail from the commit on: those of the application, and those"
                    + " in other functions' bodies, which no one checks. Triggers, views and"
                    + " policies follow.")
            .help(
                "Make a second function of the new name, and drop the old one in a later release.")
            .ifStill(
                now ->
                    now.signatures().of(whole).values().stream().noneMatch(each -> each.born())));
  }

  private static final Set<ObjectType> ROUTINES =
      Set.of(ObjectType.OBJECT_FUNCTION, ObjectType.OBJECT_PROCEDURE, ObjectType.OBJECT_ROUTINE);
}
