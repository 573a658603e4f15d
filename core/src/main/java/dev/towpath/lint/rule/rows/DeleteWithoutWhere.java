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

/// DELETE without WHERE loses all rows of a table.
final class DeleteWithoutWhere implements WriteRule {
  @Override
  public String name() {
    return "delete-without-where";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public List<Hit> check(Change change) {
    return Writes.toOld(change).stream()
        .filter(
            write ->
                write.statement() instanceof Node.DeleteStmt delete
                    && delete.usingClause().isEmpty()
                    && Predicates.isAlwaysTrue(delete.whereClause(), change.known(write.table())))
        .map(write -> hit(write.table()).at(write.relation().location()))
        .toList();
  }

  private static Hit hit(Name table) {
    return Hit.of("This deletes every row of %s.".formatted(table))
        .because(
            "No down script brings the rows back, and those of other tables with ON DELETE CASCADE"
                + " go too.")
        .help("Say which rows by a WHERE; a table that shall be empty is better made anew.");
  }
}
