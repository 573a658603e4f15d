package dev.towpath.lint.rule.rows;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.reading.Predicates;
import dev.towpath.lint.reading.Writes;
import dev.towpath.lint.rule.kind.WriteRule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// UPDATE without WHERE writes each row of a table anew.
final class UpdateWithoutWhere implements WriteRule {
  @Override
  public String name() {
    return "update-without-where";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    return Writes.toOld(change).stream()
        .filter(
            write ->
                write.statement() instanceof Node.UpdateStmt update
                    && Predicates.isAlwaysTrue(update.whereClause(), change.known(write.table())))
        .map(write -> hit(write.table()).at(write.relation().location()))
        .toList();
  }

  private static Hit hit(Name table) {
    return Hit.of("This updates every row of %s.".formatted(table))
        .because(
            "Each row stays locked until the transaction ends, so whoever writes to one waits. All"
                + " rows are written anew, with their index entries and triggers, and the old ones"
                + " are left for VACUUM.")
        .help("Update in batches by key, each in a transaction of its own, outside of the script.")
        .sizedBy(table);
  }
}
