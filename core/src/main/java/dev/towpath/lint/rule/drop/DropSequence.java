package dev.towpath.lint.rule.drop;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.Drops;
import dev.towpath.lint.rule.kind.DropRule;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;

/// Dropping a sequence stops what takes numbers from it.
final class DropSequence implements DropRule {
  @Override
  public String name() {
    return "drop-sequence";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    return Drops.old(change, ObjectType.OBJECT_SEQUENCE).stream()
        .map(
            name ->
                Hit.of("This drops sequence %s and the number where it stands.".formatted(name))
                    .because(
                        "An application that asks for the next number fails; one made anew begins"
                            + " at 1 and meets numbers that are taken.")
                    .help("Drop it when nothing takes numbers from it any more.")
                    .ifStill(schema -> !schema.others().has(ObjectType.OBJECT_SEQUENCE, name)))
        .toList();
  }
}
