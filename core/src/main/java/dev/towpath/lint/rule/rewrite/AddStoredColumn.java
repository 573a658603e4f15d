package dev.towpath.lint.rule.rewrite;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.AddedColumn;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import java.util.List;

/// A stored generated column is computed for each row, so the table is rewritten.
final class AddStoredColumn implements AlterTableRule {
  @Override
  public String name() {
    return "add-stored-column";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    return AddedColumn.in(change).stream()
        .filter(AddedColumn::isStored)
        .map(added -> hit(change, added))
        .toList();
  }

  private static Hit hit(Change change, AddedColumn added) {
    Name table = added.table();
    return Hit.of(
            "This adds stored column %s to %s and computes it for all its rows."
                .formatted(added.name(), table))
        .at(added.node().location())
        .because(change.cost("add-column-stored", table))
        .help(
            "Use a VIRTUAL column (PostgreSQL 18), a view, or a plain column that a trigger keeps"
                + " and a batch job fills.")
        .sizedBy(table);
  }
}
