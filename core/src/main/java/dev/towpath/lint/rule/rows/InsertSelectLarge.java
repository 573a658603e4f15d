package dev.towpath.lint.rule.rows;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.reading.LargeTable;
import dev.towpath.lint.reading.Predicates;
import dev.towpath.lint.reading.Writes;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Copying a table with many rows in one statement is one long transaction.
final class InsertSelectLarge implements Rule {
  @Override
  public String name() {
    return "insert-select-large";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    if (!(change.node() instanceof Node.InsertStmt insert)
        || !Writes.isCopy(insert)
        || !(insert.selectStmt() instanceof Node.SelectStmt select)
        || select.limitCount() != null) {
      return List.of();
    }
    Optional<Name> source =
        Nodes.find(select, Node.RangeVar.class).stream()
            .map(relation -> change.schema().qualified(Name.of(relation)))
            .filter(table -> LargeTable.rows(change, table).isPresent())
            .findFirst();
    return source
        .filter(table -> !Predicates.isByKey(select.whereClause(), change.known(table)))
        .map(table -> hit(change, table))
        .stream()
        .toList();
  }

  private static Hit hit(Change change, Name source) {
    return Hit.of(
            "This copies rows of %s, which has many, to %s in one statement."
                .formatted(source, change.table()))
        .because(
            String.format(
                Locale.ROOT,
                "It has about %,d rows. It is one transaction: what it locks stays locked, VACUUM"
                    + " can remove nothing newer anywhere, replicas lag, and a failure near the end"
                    + " loses all of it. Rows written meanwhile are missed.",
                LargeTable.rows(change, source).orElseThrow()))
        .help("Copy in batches by key, each in a transaction of its own, outside of the script.");
  }
}
