package dev.towpath.lint.rule.constraint;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.AddedColumn;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.ConstrType;
import java.util.List;

/// A CHECK behind an added column reads the whole table under the strongest lock.
final class AddColumnCheck implements AlterTableRule {
  @Override
  public String name() {
    return "add-column-check";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    return AddedColumn.in(change).stream()
        .filter(added -> readsRows(added))
        .map(added -> hit(change, added))
        .toList();
  }

  private static boolean readsRows(AddedColumn added) {
    return (added.has(ConstrType.CONSTR_CHECK) && added.isEnforced())
        || (added.isVirtual() && added.has(ConstrType.CONSTR_NOTNULL));
  }

  private static Hit hit(Change change, AddedColumn added) {
    Name table = added.table();
    return Hit.of(
            "This checks %s for all rows of %s, though it is new.".formatted(added.name(), table))
        .at(added.node().location())
        .because(change.cost("add-column-check", table))
        .help(
            "Add the column without it, then the constraint NOT VALID, and VALIDATE CONSTRAINT in a"
                + " migration of its own.")
        .sizedBy(table);
  }
}
