package dev.towpath.lint.rule.rewrite;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.AddedColumn;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import java.util.List;

/// A serial column takes a number from its sequence for each row, so the table is rewritten.
final class AddSerial implements AlterTableRule {
  @Override
  public String name() {
    return "add-serial";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    return AddedColumn.in(change).stream()
        .filter(AddedColumn::isSerial)
        .map(added -> hit(change, added))
        .toList();
  }

  private static Hit hit(Change change, AddedColumn added) {
    Name table = added.table();
    return Hit.of(
            "This adds serial column %s to %s and numbers all its rows."
                .formatted(added.name(), table))
        .at(added.node().location())
        .because(change.cost("add-column-serial", table))
        .help(
            "Add a plain bigint column without a default, let a sequence be its default for new"
                + " rows, and number the old ones in batches.")
        .sizedBy(table);
  }
}
