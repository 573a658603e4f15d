package dev.towpath.lint.rule.rows;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.reading.Truncation;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.DropBehavior;
import java.util.List;

/// TRUNCATE loses all rows of a table.
final class Truncate implements Rule {
  @Override
  public String name() {
    return "truncate";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    return Truncation.tables(change, DropBehavior.DROP_RESTRICT).stream()
        .map(
            table ->
                Hit.of("This empties table %s.".formatted(table))
                    .because(
                        change.cost("truncate", table)
                            + " No trigger for deleted rows fires, row security does not count, and"
                            + " no down script brings the rows back.")
                    .help("Delete by a condition, in batches, behind a backup."))
        .toList();
  }
}
