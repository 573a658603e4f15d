package dev.towpath.lint.rule.constraint;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.AddedConstraint;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.ConstrType;
import java.util.List;

/// An EXCLUDE constraint builds its index under the strongest lock, and there is no other way.
final class AddExclusion implements AlterTableRule {
  @Override
  public String name() {
    return "add-exclusion";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    return AddedConstraint.in(change, ConstrType.CONSTR_EXCLUSION).stream()
        .map(added -> hit(change, added))
        .toList();
  }

  private static Hit hit(Change change, AddedConstraint added) {
    Name table = added.table();
    return Hit.of(
            "This adds an EXCLUDE constraint to %s and builds its index at once.".formatted(table))
        .at(added.node().location())
        .because(change.cost("add-exclude", table))
        .help(
            "It can't be made of an index built before, nor NOT VALID: add it in a maintenance"
                + " window, or move the rows to a new table that has it.")
        .sizedBy(table);
  }
}
