package dev.towpath.lint.rule.constraint;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.AddedConstraint;
import dev.towpath.lint.reading.AlteredTable;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.TableConstraint;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.ConstrType;
import java.util.List;

/// A UNIQUE constraint builds its index under the strongest lock.
final class AddUnique implements AlterTableRule {
  @Override
  public String name() {
    return "add-unique";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    return AddedConstraint.in(change, ConstrType.CONSTR_UNIQUE).stream()
        .filter(added -> added.node().indexname().isEmpty() && !AlteredTable.isParentOnly(change))
        .map(added -> hit(change, added))
        .toList();
  }

  private static Hit hit(Change change, AddedConstraint added) {
    Name table = added.table();
    Hit hit =
        Hit.of("This adds a UNIQUE constraint to %s and builds its index at once.".formatted(table))
            .at(added.node().location())
            .because(change.cost("add-unique", table))
            .help(help(change))
            .sizedBy(table);
    return added.usingIndex(hit, change, TableConstraint.Type.UNIQUE, "UNIQUE");
  }

  private static String help(Change change) {
    return AlteredTable.isPartitioned(change)
        ? "Add it to the parent by ALTER TABLE ONLY, build a unique index on each partition"
            + " concurrently, make a constraint of each, and attach their indexes to the"
            + " parent's."
        : "Build a unique index concurrently, outside a transaction, and then make a constraint of"
            + " it.";
  }
}
