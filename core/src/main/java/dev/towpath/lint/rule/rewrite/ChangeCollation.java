package dev.towpath.lint.rule.rewrite;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.effect.TypeChange;
import dev.towpath.lint.reading.AlteredTable;
import dev.towpath.lint.rule.kind.AlterTableRule;
import dev.towpath.report.Severity;
import java.util.List;

/// A new collation builds the indexes of a column anew under the strongest lock.
final class ChangeCollation implements AlterTableRule {
  @Override
  public String name() {
    return "change-collation";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    return AlteredTable.typeChanges(change).stream()
        .filter(type -> type.to().collClause() != null)
        .filter(type -> type.cost() == TypeChange.Cost.NONE && type.mayBeIndexed())
        .map(ChangeCollation::hit)
        .toList();
  }

  private static Hit hit(TypeChange type) {
    return Hit.of(
            "This changes the collation of %s.%s and builds its indexes anew."
                .formatted(type.table(), type.column()))
        .at(type.to().location())
        .because(
            type.change().cost("alter-type-collate", type.table())
                + " The rows stay; every index of the column is built under these locks.")
        .help(
            "Build an index with COLLATE of its own concurrently, or sort by COLLATE in the query.")
        .sizedBy(type.table());
  }
}
