package dev.towpath.lint.rule.deploy;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// Moving an object to another schema breaks statements that name it there.
final class SetSchema implements Rule {
  @Override
  public String name() {
    return "set-schema";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.AlterObjectSchemaStmt move)) {
      return List.of();
    }
    return switch (move.objectType()) {
      case OBJECT_TABLE, OBJECT_VIEW, OBJECT_MATVIEW, OBJECT_FOREIGN_TABLE, OBJECT_SEQUENCE ->
          move.relation() == null ? List.of() : relation(change, move, Name.of(move.relation()));
      case OBJECT_FUNCTION, OBJECT_PROCEDURE, OBJECT_ROUTINE, OBJECT_TYPE, OBJECT_DOMAIN ->
          move.object() == null ? List.of() : other(change, move, Name.ofObject(move.object()));
      default -> List.of(); // named by no application
    };
  }

  private static List<Hit> relation(Change change, Node.AlterObjectSchemaStmt move, Name name) {
    Name before = change.schema().qualified(name);
    return change.isInUse(before)
        ? List.of(
            hit(before, move)
                .ifStill(
                    schema ->
                        schema.table(before).filter(now -> now.name().equals(before)).isEmpty()))
        : List.of();
  }

  private static List<Hit> other(Change change, Node.AlterObjectSchemaStmt move, Name name) {
    Schema schema = change.schema();
    boolean born =
        schema.routine(name).filter(Schema.Routine::born).isPresent()
            || schema.type(name).filter(Schema.Type::born).isPresent();
    return born ? List.of() : List.of(hit(name, move));
  }

  private static Hit hit(Name name, Node.AlterObjectSchemaStmt move) {
    return Hit.of("This moves %s to schema %s.".formatted(name, move.newschema()))
        .because(
            "Statements that write the old schema fail from the commit on; those that rely on"
                + " search_path find it only if the new schema is in theirs.")
        .help("Leave a view of the old name where it was, until no one reads it any more.");
  }
}
