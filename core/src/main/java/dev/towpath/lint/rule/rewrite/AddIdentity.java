package dev.towpath.lint.rule.rewrite;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.AddedColumn;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.ConstrType;
import java.util.List;

/// An identity column takes a number for each row, so the table is rewritten.
final class AddIdentity implements AlterTableRule {
  @Override
  public String name() {
    return "add-identity";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    return AddedColumn.in(change).stream()
        .filter(added -> added.has(ConstrType.CONSTR_IDENTITY))
        .map(added -> hit(change, added))
        .toList();
  }

  private static Hit hit(Change change, AddedColumn added) {
    Name table = added.table();
    return Hit.of(
            "This adds identity column %s to %s and numbers all its rows."
                .formatted(added.name(), table))
        .at(added.node().location())
        .because(change.cost("add-column-identity", table))
        .help(
            "Add a plain bigint column, number the old rows in batches, make it NOT NULL, and then"
                + " ADD GENERATED AS IDENTITY, which rewrites nothing.")
        .sizedBy(table);
  }
}
