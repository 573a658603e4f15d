package dev.towpath.lint.rule.rows;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.LargeTable;
import dev.towpath.lint.reading.Predicates;
import dev.towpath.lint.reading.Writes;
import dev.towpath.lint.rule.kind.WriteRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Table;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// UPDATE or DELETE by a condition on a table with many rows may take long.
final class UpdateLarge implements WriteRule {
  @Override
  public String name() {
    return "update-large";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    return Writes.toOld(change).stream()
        .filter(write -> LargeTable.rows(change, write.table()).isPresent())
        .filter(write -> isByCondition(write.statement(), change.known(write.table())))
        .map(write -> hit(change, write.table()).at(write.relation().location()))
        .toList();
  }

  private static boolean isByCondition(Node statement, Optional<Table> table) {
    Node where =
        switch (statement) {
          case Node.UpdateStmt update -> update.whereClause();
          case Node.DeleteStmt delete -> delete.whereClause();
          default -> null;
        };
    return where != null
        && !Predicates.isAlwaysTrue(where, table)
        && !Predicates.isByKey(where, table);
  }

  private static Hit hit(Change change, Name table) {
    long rows = LargeTable.rows(change, table).orElseThrow();
    return Hit.of("This writes rows of %s, which has many, in one statement.".formatted(table))
        .because(
            String.format(
                Locale.ROOT,
                "It has about %,d rows. Those that the condition finds stay locked until the"
                    + " transaction ends; without an index for it all of them are read.",
                rows))
        .help("Do it in batches by key, each in a transaction of its own, outside of the script.")
        .sizedBy(table);
  }
}
