package dev.towpath.lint.rule.constraint;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.AddedColumn;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.ConstrType;
import java.util.List;

/// UNIQUE behind an added column builds its index under the strongest lock.
final class AddColumnUnique implements AlterTableRule {
  @Override
  public String name() {
    return "add-column-unique";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    return AddedColumn.in(change).stream()
        .filter(
            added -> added.has(ConstrType.CONSTR_UNIQUE) || added.has(ConstrType.CONSTR_PRIMARY))
        .map(added -> hit(change, added))
        .toList();
  }

  private static Hit hit(Change change, AddedColumn added) {
    Name table = added.table();
    return Hit.of(
            "This adds unique column %s to %s and builds its index at once."
                .formatted(added.name(), table))
        .at(added.node().location())
        .because(change.cost("add-column-unique", table))
        .help(
            "Add the column, build a unique index concurrently, outside a transaction, and then"
                + " make a constraint of it.")
        .sizedBy(table);
  }
}
